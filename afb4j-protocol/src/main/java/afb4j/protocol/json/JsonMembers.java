package afb4j.protocol.json;

import afb4j.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The members of one object, not of those inside of it.
final class JsonMembers {

    private JsonMembers() {}

    /// The members of `text` by name, as slices of it; of those of the same name the last one. Empty when
    /// `text` is no object, or no JSON. Borrows `text` and does not move its indexes.
    static Optional<Map<String, ByteBuf>> of(ByteBuf text) {
        try {
            return scan(text);
        } catch (ProtocolException _) {
            return Optional.empty(); // not a text that a decoder gave
        }
    }

    private static Optional<Map<String, ByteBuf>> scan(ByteBuf text) {
        JsonScanner scanner = new JsonScanner(text);
        scanner.skipBlanks();
        if (!scanner.accept('{')) {
            return Optional.empty();
        }
        Map<String, ByteBuf> members = new HashMap<>();
        scanner.skipBlanks();
        if (!scanner.accept('}')) {
            do {
                member(text, scanner, members);
            } while (scanner.accept(','));
            scanner.expect('}');
        }
        scanner.expectEnd();
        return Optional.of(members);
    }

    private static void member(ByteBuf text, JsonScanner scanner, Map<String, ByteBuf> members) {
        scanner.skipBlanks();
        int nameStart = scanner.position();
        scanner.string();
        String name = JsonStrings.text(text, nameStart + 1, scanner.position() - 1);
        scanner.skipBlanks();
        scanner.expect(':');
        scanner.skipBlanks();
        int valueStart = scanner.position();
        scanner.value(Integer.MAX_VALUE);
        members.put(name, text.slice(valueStart, scanner.position() - valueStart));
        scanner.skipBlanks();
    }
}
