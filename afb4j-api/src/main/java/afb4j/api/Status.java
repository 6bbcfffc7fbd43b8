package afb4j.api;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a call ended: a number, the name of that number, and possibly a text for people. Immutable.
///
/// Codes from 0 are successes, -1 to -999 belong to the binder and have fixed names (http-and-wsj1.md 1.5),
/// -1000 and below belong to the verbs. A failure is this value, never an exception: see [Reply] and
/// [Request#fail(Status)].
public final class Status {

    /// The code of errors that verbs name themselves.
    public static final int USER_ERROR_CODE = -1000;

    public static final Status SUCCESS = new Status(0, "success");
    /// A fault in the verb, or no answer before the deadline. The caller may try again; the owner of the verb
    /// must look.
    public static final Status INTERNAL_ERROR = new Status(-1, "internal-error");
    public static final Status OUT_OF_MEMORY = new Status(-2, "out-of-memory");
    /// The binder has no API of that name, or a private one.
    public static final Status UNKNOWN_API = new Status(-3, "unknown-api");
    /// The API has no verb of that name.
    public static final Status UNKNOWN_VERB = new Status(-4, "unknown-verb");
    /// Not here or not in this way: an HTTP verb called by a websocket, say.
    public static final Status NOT_AVAILABLE = new Status(-5, "not-available");
    public static final Status UNAUTHORIZED = new Status(-6, "unauthorized");
    public static final Status INVALID_TOKEN = new Status(-7, "invalid-token");
    public static final Status FORBIDDEN = new Status(-8, "forbidden");
    /// The level of assurance, the token or a permission of the caller does not suffice.
    public static final Status INSUFFICIENT_SCOPE = new Status(-9, "insufficient-scope");
    /// The API failed to start, is starting, or is stopping.
    public static final Status BAD_API_STATE = new Status(-10, "bad-api-state");
    /// The verb ended without an answer.
    public static final Status NO_REPLY = new Status(-11, "no-reply");
    /// The arguments are not what the verb takes; the info says what was expected and what came.
    public static final Status INVALID_REQUEST = new Status(-12, "invalid-request");
    public static final Status NO_ITEM = new Status(-13, "no-item");
    public static final Status BAD_STATE = new Status(-14, "bad-state");
    /// The binder that owns the API is gone, or went away before it answered.
    public static final Status DISCONNECTED = new Status(-15, "disconnected");
    /// The caller's own deadline passed.
    public static final Status TIMEOUT = new Status(-16, "timeout");

    private static final Status[] STANDARD = {
        SUCCESS,
        INTERNAL_ERROR,
        OUT_OF_MEMORY,
        UNKNOWN_API,
        UNKNOWN_VERB,
        NOT_AVAILABLE,
        UNAUTHORIZED,
        INVALID_TOKEN,
        FORBIDDEN,
        INSUFFICIENT_SCOPE,
        BAD_API_STATE,
        NO_REPLY,
        INVALID_REQUEST,
        NO_ITEM,
        BAD_STATE,
        DISCONNECTED,
        TIMEOUT
    };

    /// Names that older peers give to standard codes.
    private static final Map<String, Integer> OLDER_NAMES = Map.of("not-replied", -11, "not-item", -13);

    private final int code;
    private final String name;
    private final @Nullable String info;

    private Status(int code, String name) {
        this(code, name, null);
    }

    private Status(int code, String name, @Nullable String info) {
        this.code = code;
        this.name = name;
        this.info = info;
    }

    /// The status of a code, with the standard name: `success` from 0 up, `internal-error` for unassigned
    /// codes of the binder, `error` from -1000 down.
    public static Status of(int code) {
        if (code <= 0 && code > -STANDARD.length) {
            return STANDARD[-code];
        }
        return new Status(code, nameOf(code));
    }

    private static String nameOf(int code) {
        if (code >= 0) {
            return "success";
        }
        return code <= USER_ERROR_CODE ? "error" : "internal-error";
    }

    /// The failure a peer or a verb calls `name`: a standard one when the name is standard, else a user error
    /// of that name.
    public static Status named(String name) {
        for (int i = 1; i < STANDARD.length; i++) {
            if (STANDARD[i].name.equals(name)) {
                return STANDARD[i];
            }
        }
        return new Status(OLDER_NAMES.getOrDefault(name, USER_ERROR_CODE), name);
    }

    /// A status with a code and a name of its own.
    public static Status of(int code, String name) {
        return new Status(code, name);
    }

    /// [#INVALID_REQUEST] with the text that tells the caller what to change.
    public static Status invalidRequest(String info) {
        return INVALID_REQUEST.withInfo(info);
    }

    /// The same status with a text for people. Texts travel to the caller: no secrets, no internals.
    public Status withInfo(String text) {
        return new Status(code, name, text);
    }

    public int code() {
        return code;
    }

    /// The name: `success` for every success, else what the failure is called on the wire.
    public String name() {
        return name;
    }

    /// The text for people; present and empty is not the same as absent (W-22).
    public Optional<String> info() {
        return Optional.ofNullable(info);
    }

    public boolean isSuccess() {
        return code >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Status that
                && code == that.code
                && name.equals(that.name)
                && Objects.equals(info, that.info);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, name, info);
    }

    @Override
    public String toString() {
        return info == null ? name + " (" + code + ")" : name + " (" + code + "): " + info;
    }
}
