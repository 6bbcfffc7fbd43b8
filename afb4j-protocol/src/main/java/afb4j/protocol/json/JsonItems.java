package afb4j.protocol.json;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import io.netty.buffer.ByteBuf;

/// Where the items of a message are, found and checked in one pass over it. Nothing is made of them yet.
final class JsonItems {

    /// The first item of messages.
    static final byte CALL = '2';

    static final byte SUCCESS = '3';
    static final byte FAILURE = '4';
    static final byte EVENT = '5';

    private static final int MAX_ITEMS = 4;

    private final ByteBuf message;
    private final byte kind;

    /// Indexes of the first byte of each item and of the byte behind its last one, in turn.
    private final int[] bounds = new int[2 * MAX_ITEMS];

    private int count;

    private JsonItems(ByteBuf message, byte kind) {
        this.message = message;
        this.kind = kind;
    }

    /// Finds the items of `message`, which it borrows; its indexes do not move.
    static JsonItems of(ByteBuf message, ProtocolLimits limits) {
        if (message.readableBytes() > limits.maxMessageBytes()) {
            throw new ProtocolException(
                    Reason.LIMIT,
                    "message is " + message.readableBytes() + " bytes long, limit is " + limits.maxMessageBytes());
        }
        JsonScanner scanner = new JsonScanner(message);
        scanner.skipBlanks();
        scanner.expect('[');
        scanner.skipBlanks();
        byte kind = scanner.next("2, 3, 4 or 5");
        if (kind < CALL || kind > EVENT) {
            throw scanner.unexpected(kind, "2, 3, 4 or 5");
        }
        JsonItems items = new JsonItems(message, kind);
        // An argument is an item; responses and data are one level below theirs.
        items.find(scanner, kind == CALL ? limits.maxNestingDepth() : limits.maxNestingDepth() + 1);
        scanner.expectEnd();
        items.checkCount();
        return items;
    }

    private void find(JsonScanner scanner, int maxDepth) {
        scanner.skipBlanks();
        while (scanner.accept(',')) {
            if (count == MAX_ITEMS) {
                throw JsonScanner.invalid("message has more than " + (MAX_ITEMS + 1) + " items");
            }
            scanner.skipBlanks();
            bounds[2 * count] = scanner.position();
            scanner.value(maxDepth);
            bounds[2 * count + 1] = scanner.position();
            count++;
            scanner.skipBlanks();
        }
        scanner.expect(']');
    }

    private void checkCount() {
        int least = kind == CALL ? 3 : 2;
        int most = kind == EVENT ? 2 : least + 1;
        if (count < least || count > most) {
            throw JsonScanner.invalid("message of kind " + (char) kind + " has " + (count + 1) + " items, expected "
                    + (least + 1) + (least == most ? "" : " or " + (most + 1)));
        }
    }

    /// The first item.
    byte kind() {
        return kind;
    }

    /// How many items are behind the first one.
    int count() {
        return count;
    }

    /// The item behind `index` others and the first one.
    ByteBuf slice(int index) {
        return message.slice(start(index), end(index) - start(index));
    }

    /// Whether the item is a string.
    boolean isString(int index) {
        return message.getByte(start(index)) == '"';
    }

    /// Whether the item is `null`.
    boolean isNull(int index) {
        return message.getByte(start(index)) == 'n';
    }

    /// Whether the item is an array or an object.
    boolean isContainer(int index) {
        byte first = message.getByte(start(index));
        return first == '[' || first == '{';
    }

    /// The index of the first byte of the item.
    int start(int index) {
        return bounds[2 * index];
    }

    /// The index behind the last byte of the item.
    int end(int index) {
        return bounds[2 * index + 1];
    }
}
