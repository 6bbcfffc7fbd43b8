package afb4j.server.http.body;

import afb4j.server.http.HttpReply;
import io.netty.handler.codec.http.HttpResponseStatus;

/// A form that is not taken: what the client is answered. Carries no stack trace, as clients cause it.
final class FormException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;
    private final String text;

    private FormException(HttpResponseStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
        this.text = message;
    }

    /// The body is not what its type says.
    static FormException malformed(String message) {
        return new FormException(HttpResponseStatus.BAD_REQUEST, message);
    }

    /// The body has more of something than it may.
    static FormException tooLarge(String message) {
        return new FormException(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, message);
    }

    /// The body is encoded in a way that is not understood here.
    static FormException unsupported(String message) {
        return new FormException(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, message);
    }

    /// There is no place for its files, now.
    static FormException noPlace(String message) {
        return new FormException(HttpResponseStatus.INSUFFICIENT_STORAGE, message);
    }

    /// The answer that says so.
    HttpReply reply() {
        return HttpReply.text(status, text);
    }

    HttpResponseStatus status() {
        return status;
    }
}
