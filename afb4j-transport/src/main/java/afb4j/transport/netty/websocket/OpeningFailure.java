package afb4j.transport.netty.websocket;

import afb4j.transport.netty.Causes;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a websocket could not be opened, as the rest of a sentence that ends with what to do about it.
///
/// @param uri what was asked for
/// @param protocol that was to be spoken
/// @param timeout how long it may have taken
record OpeningFailure(URI uri, String protocol, Duration timeout) {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAVAILABLE = 503;
    private static final int REDIRECTION_CLASS = 3;
    private static final int CLASS = 100;

    String text(Throwable failure) {
        WebSocketClientHandshakeException answered = find(failure, WebSocketClientHandshakeException.class);
        if (answered != null && answered.response() != null) {
            return ofResponse(answered.response());
        }
        if (find(failure, UnknownHostException.class) != null) {
            return "the host " + uri.getHost() + " is not known";
        }
        if (find(failure, TimeoutException.class) != null || find(failure, ConnectTimeoutException.class) != null) {
            return "no answer within " + timeout.toMillis() + " ms: check host and port";
        }
        ConnectException refused = find(failure, ConnectException.class);
        if (refused != null) {
            return Causes.text(refused) + ": check host and port, and whether the binder runs";
        }
        SSLException tls = find(failure, SSLException.class);
        if (tls != null) {
            return ofTls(tls);
        }
        if (find(failure, IOException.class) != null) {
            return "there is no HTTP at " + uri.getAuthority()
                    + ": it may be the port of another protocol, or of wss:// or ws:// instead";
        }
        return String.valueOf(root(failure).getMessage());
    }

    private String ofResponse(HttpResponse response) {
        int status = response.status().code();
        return switch (status) {
            case BAD_REQUEST -> "the binder refused the request (400): check session and token";
            case UNAUTHORIZED -> "the binder refused the token (401): give another one";
            case FORBIDDEN ->
                "the binder refused this client (403): it must be told to allow the host name " + uri.getHost()
                        + ", or to take the token";
            case OK, NOT_FOUND ->
                "there is no JSON websocket at " + uri.getPath() + " (" + status
                        + "): give the path that the binder has for APIs, /api by default";
            case SWITCHING_PROTOCOLS, PRECONDITION_FAILED ->
                protocol + " is not spoken there (" + status + "): is it a binder?";
            case UPGRADE_REQUIRED -> "another version of the websocket protocol is wanted there (426): is it a binder?";
            case UNAVAILABLE -> "the binder has no room for another client (503): try again later";
            default -> ofOtherStatus(response, status);
        };
    }

    private static String ofOtherStatus(HttpResponse response, int status) {
        if (status / CLASS == REDIRECTION_CLASS) {
            return "it is somewhere else (" + status + "): ask for "
                    + Objects.requireNonNullElse(response.headers().get(HttpHeaderNames.LOCATION), "another address");
        }
        return "the answer was HTTP status " + status + ", expected a websocket: is it a binder?";
    }

    private String ofTls(SSLException failure) {
        if (find(failure, CertificateExpiredException.class) != null) {
            return "the certificate of the binder has expired";
        }
        if (find(failure, CertPathBuilderException.class) != null) {
            return "the certificate of the binder is signed by no authority that is trusted here";
        }
        if (failure instanceof NotSslRecordException) {
            return "there is no TLS at " + uri.getAuthority() + ": try ws://";
        }
        String text = String.valueOf(root(failure).getMessage());
        if (text.startsWith("No ") || text.contains("doesn't match")) {
            return "the certificate of the binder is not for " + uri.getHost() + ": " + text;
        }
        return "no TLS could be agreed on: " + text;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable next = failure;
        while (next != null && !type.isInstance(next)) {
            next = next.getCause();
        }
        return type.cast(next);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null
                && (root.getMessage() == null || root instanceof CompletionException || root instanceof SSLException)) {
            root = root.getCause();
        }
        return root;
    }
}
