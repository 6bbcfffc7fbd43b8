package afb4j.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer to a call: a status and any number of values. Immutable.
///
/// Failures may carry values too, and successes an info text: every protocol relays what it can (W-40).
///
/// @param status how the call ended
/// @param values what it gave, in order
/// @param http what a caller by HTTP gets instead of status and values; usually nothing
public record Reply(Status status, List<Data> values, Optional<HttpAnswer> http) {

    private static final Reply SUCCESS = new Reply(Status.SUCCESS, List.of());

    /// Copies the values, unless they are immutable already.
    public Reply {
        values = List.copyOf(values);
    }

    /// A status with values.
    public Reply(Status status, List<Data> values) {
        this(status, values, Optional.empty());
    }

    /// Success without a value.
    public static Reply success() {
        return SUCCESS;
    }

    /// Success with values.
    public static Reply of(Data... values) {
        return new Reply(Status.SUCCESS, List.of(values));
    }

    /// Success with whatever a verb returns: a [Reply] is itself, a [Status] is a reply without value, a
    /// [Data] is a value, an [HttpAnswer] is the reply that carries it, everything else is mapped to JSON.
    ///
    /// @throws IllegalArgumentException when `value` cannot be mapped
    public static Reply ofResult(Object value) {
        return switch (value) {
            case Reply reply -> reply;
            case Status status -> new Reply(status, List.of());
            case Data data -> Reply.of(data);
            case HttpAnswer answer -> answer.reply();
            default -> Reply.of(mapped(value));
        };
    }

    /// Not a [JsonException], which would put the blame on the caller.
    private static Json mapped(Object value) {
        try {
            return Json.of(value);
        } catch (JsonException cause) {
            throw new IllegalArgumentException("a result cannot be mapped: " + cause.getMessage(), cause);
        }
    }

    /// A failure, or another status, without value.
    public static Reply of(Status status) {
        return new Reply(status, List.of());
    }

    /// The same, as a caller by HTTP gets it.
    Reply withHttp(HttpAnswer answer) {
        return new Reply(status, values, Optional.of(answer));
    }

    /// The reply of a code and values, as a version 4 binding gives it (http-and-wsj1.md 1.6): with a code of
    /// the binder (-1 to -999) a single value becomes the info text, several values make the status `error`.
    /// Single [Bytes] stay a value: over HTTP they are the body, whatever the code.
    public static Reply ofCode(int code, Data... values) {
        Status status = Status.of(code);
        boolean ofBinder = code < 0 && code > Status.USER_ERROR_CODE;
        boolean isBody = values.length == 1 && values[0] instanceof Bytes;
        if (!ofBinder || values.length == 0 || isBody) {
            return new Reply(status, List.of(values));
        }
        if (values.length > 1) {
            return new Reply(Status.of(code, "error"), List.of(values));
        }
        return of(values[0] instanceof Text text && text.isAbsent() ? status : status.withInfo(textOf(values[0])));
    }

    private static String textOf(Data value) {
        return value instanceof Text text ? text.value() : value.toJson().compact();
    }

    /// The values as one JSON value: none is `null`, one is itself, several are an array of them (W-43).
    public Json json() {
        return asOne(values);
    }

    static Json asOne(List<Data> values) {
        return switch (values.size()) {
            case 0 -> Json.NULL;
            case 1 -> values.getFirst().toJson();
            default -> {
                List<Json> items = new ArrayList<>(values.size());
                values.forEach(value -> items.add(value.toJson()));
                yield Json.ofArray(items);
            }
        };
    }
}
