package afb4j.protocol.json;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.TextCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads one message of `x-afb-ws-json1` from the payload of one websocket text, fragments together.
///
/// A text is a message only if the whole of it is JSON by RFC 8259; that is stricter than the C binder, which
/// does not look into arguments (http-and-wsj1.md 3.4, 11 P16). All blanks of JSON are accepted, escapes are
/// decoded in ids and names, and an argument keeps its type. Each byte is looked at once before anything is
/// allocated; then ids and names are made, each held against its limit first. Limits of texts count the bytes
/// between the quotes as they came.
///
/// Every failure ends the connection, with the close code and reason that [ProtocolException] tells:
///
/// | text | code and reason |
/// |---|---|
/// | not JSON; not an array; first item none of 2 3 4 5; wrong count of items | 1008 `invalid-frame` |
/// | id an array or object; procedure or name of event not a string | 1008 `invalid-frame` |
/// | verb empty or begun by a slash; token neither string nor null | 1008 `invalid-frame` |
/// | procedure without slash | 1008 |
/// | not UTF-8 inside of a string (RFC 6455, 8.1; the C binder passes it on) | 1007 |
/// | longer or nested deeper than the limits | 1009 |
///
/// Borrows messages, whose indexes do not move; JSON texts of the result are slices of them and live as long.
/// Stateless.
public final class Json1Decoder {

    private static final int ID = 0;
    private static final int PROCEDURE = 1;
    private static final int ARGUMENT = 2;
    private static final int TOKEN = 3;
    private static final int BODY = 1;
    private static final int NAME = 0;

    /// What a byte of a name may take in a message.
    private static final int LONGEST_ESCAPE_BYTES = 6;

    private Json1Decoder() {}

    /// Decodes what either side sent.
    ///
    /// @throws ProtocolException with the reason why there is no message in these bytes
    public static Json1Message decode(ByteBuf message, ProtocolLimits limits) {
        return decode(message, limits, new TextCache());
    }

    /// As [#decode(ByteBuf, ProtocolLimits)], with the cache of names of that connection.
    public static Json1Message decode(ByteBuf message, ProtocolLimits limits, TextCache names) {
        JsonItems items = JsonItems.of(message, limits);
        return switch (items.kind()) {
            case JsonItems.CALL -> new CallReader(message, items, limits).read(names);
            case JsonItems.SUCCESS -> reply(message, items, limits, true);
            case JsonItems.FAILURE -> reply(message, items, limits, false);
            default -> event(message, items, limits, names);
        };
    }

    private static Json1Message.Reply reply(
            ByteBuf message, JsonItems items, ProtocolLimits limits, boolean isSuccess) {
        return new Json1Message.Reply(id(message, items, limits), isSuccess, items.slice(BODY));
    }

    private static Json1Message.Event event(ByteBuf message, JsonItems items, ProtocolLimits limits, TextCache names) {
        requireString(items, NAME, "name of event");
        int start = items.start(NAME) + 1;
        int end = items.end(NAME) - 1;
        checkLimit(end - start, limits.maxEventNameBytes(), "name of event");
        String name = JsonStrings.escape(message, start, end) < 0
                ? names.text(message, start, end - start)
                : JsonStrings.text(message, start, end);
        return new Json1Message.Event(name, items.slice(BODY));
    }

    /// The id as the reply repeats it: numbers and words as their text (http-and-wsj1.md 3.3).
    private static String id(ByteBuf message, JsonItems items, ProtocolLimits limits) {
        if (items.isString(ID)) {
            return string(message, items, ID, limits.maxCallIdBytes(), "call id");
        }
        if (items.isContainer(ID)) {
            throw JsonScanner.invalid("call id is an array or object, expected a string");
        }
        int bytes = items.end(ID) - items.start(ID);
        checkLimit(bytes, limits.maxCallIdBytes(), "call id");
        return message.toString(items.start(ID), bytes, StandardCharsets.US_ASCII);
    }

    private static String string(ByteBuf message, JsonItems items, int index, int maxBytes, String field) {
        int start = items.start(index) + 1;
        int end = items.end(index) - 1;
        checkLimit(end - start, maxBytes, field);
        return JsonStrings.text(message, start, end);
    }

    private static void requireString(JsonItems items, int index, String field) {
        if (!items.isString(index)) {
            throw JsonScanner.invalid(field + " is no string");
        }
    }

    private static void checkLimit(int bytes, int maxBytes, String field) {
        if (bytes > maxBytes) {
            throw new ProtocolException(Reason.LIMIT, field + " is " + bytes + " bytes long, limit is " + maxBytes);
        }
    }

    /// Makes a call of its items.
    private record CallReader(ByteBuf message, JsonItems items, ProtocolLimits limits) {

        Json1Message.Call read(TextCache names) {
            requireString(items, PROCEDURE, "procedure");
            int start = items.start(PROCEDURE) + 1;
            int end = items.end(PROCEDURE) - 1;
            if (JsonStrings.escape(message, start, end) >= 0) {
                return readEscaped();
            }
            int slash = message.indexOf(start, end, (byte) '/');
            checkSlash(slash);
            checkLimit(slash - start, limits.maxVerbBytes(), "api");
            checkLimit(end - slash - 1, limits.maxVerbBytes(), "verb");
            checkVerb(slash + 1 == end || message.getByte(slash + 1) == '/');
            String api = names.text(message, start, slash - start);
            return call(api, names.text(message, slash + 1, end - slash - 1));
        }

        /// Where the slash is shows only after decoding, as a slash may be escaped in two ways.
        private Json1Message.Call readEscaped() {
            int longest = (int) Math.min(Integer.MAX_VALUE, LONGEST_ESCAPE_BYTES * (2L * limits.maxVerbBytes() + 1));
            String procedure = string(message, items, PROCEDURE, longest, "procedure");
            int slash = procedure.indexOf('/');
            checkSlash(slash);
            String api = procedure.substring(0, slash);
            String verb = procedure.substring(slash + 1);
            checkLimit(ByteBufUtil.utf8Bytes(api), limits.maxVerbBytes(), "api");
            checkLimit(ByteBufUtil.utf8Bytes(verb), limits.maxVerbBytes(), "verb");
            checkVerb(verb.isEmpty() || verb.startsWith("/"));
            return call(api, verb);
        }

        private static void checkSlash(int slash) {
            if (slash < 0) {
                throw new ProtocolException(Reason.BAD_PROCEDURE, "procedure has no slash, expected API/VERB");
            }
        }

        private static void checkVerb(boolean isBad) {
            if (isBad) {
                throw JsonScanner.invalid("procedure has no verb, or several slashes behind its api");
            }
        }

        private Json1Message.Call call(String api, String verb) {
            return new Json1Message.Call(id(message, items, limits), api, verb, items.slice(ARGUMENT), token());
        }

        private @Nullable String token() {
            if (items.count() <= TOKEN || items.isNull(TOKEN)) {
                return null;
            }
            requireString(items, TOKEN, "token");
            return string(message, items, TOKEN, limits.maxTokenBytes(), "token");
        }
    }
}
