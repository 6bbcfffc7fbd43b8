package afb4j.protocol.json;

import afb4j.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;

/// Tells whether a text may be embedded into JSON as it is. Stateless.
public final class JsonSyntax {

    private JsonSyntax() {}

    /// Whether the readable bytes of `text` are one value by RFC 8259 in UTF-8, possibly with blanks around
    /// it, of `maxDepth` levels at most, a scalar being one level. Borrows `text` and does not move its
    /// indexes; takes time linear in its length, allocates nothing that grows faster than a bit per level.
    public static boolean isValue(ByteBuf text, int maxDepth) {
        try {
            check(text, maxDepth);
            return true;
        } catch (ProtocolException _) {
            return false; // the answer is all that the caller wants
        }
    }

    /// As [#isValue], for those who tell what is wrong.
    ///
    /// @throws ProtocolException with [ProtocolException.Reason#INVALID_FRAME],
    ///     [ProtocolException.Reason#BAD_UTF8] or [ProtocolException.Reason#LIMIT] and a message that names
    ///     the byte and what was expected there
    public static void check(ByteBuf text, int maxDepth) {
        JsonScanner scanner = new JsonScanner(text);
        scanner.skipBlanks();
        scanner.value(maxDepth);
        scanner.expectEnd();
    }
}
