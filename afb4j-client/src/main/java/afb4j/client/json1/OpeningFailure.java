package afb4j.client.json1;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a websocket could not be opened, as the rest of a sentence that ends with what to do about it.
///
/// @param address what was asked for
/// @param timeout how long it may have taken
record OpeningFailure(Json1Address address, Duration timeout) {

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
        WebSocketHandshakeException answered = find(failure, WebSocketHandshakeException.class);
        if (answered != null && answered.getResponse() != null) {
            return ofResponse(answered.getResponse());
        }
        if (find(failure, UnresolvedAddressException.class) != null) {
            return "the host " + address.host() + " is not known";
        }
        if (find(failure, HttpTimeoutException.class) != null) {
            return "no answer within " + timeout.toMillis() + " ms: check host and port";
        }
        ConnectException refused = find(failure, ConnectException.class);
        if (refused != null) {
            return ofRefusal(refused);
        }
        SSLException tls = find(failure, SSLException.class);
        if (tls != null) {
            return ofTls(tls);
        }
        if (find(failure, IOException.class) != null) {
            return "there is no HTTP at " + address.authority()
                    + ": it may be the port of another protocol, or of wss:// or ws:// instead";
        }
        return String.valueOf(root(failure).getMessage());
    }

    private String ofResponse(HttpResponse<?> response) {
        int status = response.statusCode();
        return switch (status) {
            case BAD_REQUEST -> "the binder refused the request (400): check session and token";
            case UNAUTHORIZED -> "the binder refused the token (401): give another one";
            case FORBIDDEN ->
                "the binder refused this client (403): it must be told to allow the host name " + address.host()
                        + ", or to take the token";
            case OK, NOT_FOUND ->
                "there is no JSON websocket at " + address.path() + " (" + status
                        + "): give the path that the binder has for APIs, /api by default";
            case PRECONDITION_FAILED -> "x-afb-ws-json1 is not spoken there (412): is it a binder?";
            case UPGRADE_REQUIRED -> "another version of the websocket protocol is wanted there (426): is it a binder?";
            case UNAVAILABLE -> "the binder has no room for another client (503): try again later";
            default -> ofOtherStatus(response, status);
        };
    }

    private static String ofOtherStatus(HttpResponse<?> response, int status) {
        if (status / CLASS == REDIRECTION_CLASS) {
            return "it is somewhere else (" + status + "): ask for "
                    + response.headers().firstValue("Location").orElse("another address");
        }
        return "the answer was HTTP status " + status + ", expected a websocket: is it a binder?";
    }

    /// The JDK has no text for the usual case.
    private static String ofRefusal(ConnectException refused) {
        String text = root(refused).getMessage();
        return (text == null ? "Connection refused" : text) + ": check host and port, and whether the binder runs";
    }

    private String ofTls(SSLException failure) {
        if (find(failure, CertificateExpiredException.class) != null) {
            return "the certificate of the binder has expired";
        }
        if (find(failure, CertPathBuilderException.class) != null) {
            return "the certificate of the binder is signed by no authority that is trusted here";
        }
        String text = String.valueOf(root(failure).getMessage());
        if (text.startsWith("No ") || text.contains("doesn't match")) {
            return "the certificate of the binder is not for " + address.host() + ": " + text;
        }
        if (text.contains("ecognized SSL message")) {
            return "there is no TLS at " + address.authority() + ": try ws://";
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
