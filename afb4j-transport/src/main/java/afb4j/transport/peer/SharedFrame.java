package afb4j.transport.peer;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.transport.Connection;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A whole frame that is made once and copied into the output of many connections.
@ThreadSafe
@SuppressWarnings("ThreadSafe") // the bytes never change
final class SharedFrame {

    /// A frame may be longer than some connections allow: each decides when it is written.
    static final int UNLIMITED = Integer.MAX_VALUE - 64;

    private static final System.Logger LOGGER = System.getLogger(SharedFrame.class.getName());
    private static final int FIRST_BYTES = 64;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final byte[] bytes;
    private final int messageBytes;
    private final AtomicBoolean warned = new AtomicBoolean();

    private SharedFrame(byte[] bytes) {
        this.bytes = bytes;
        this.messageBytes = bytes.length - headerBytes(bytes[1]);
    }

    /// The frame that `writer` writes; about `textBytes` long.
    static SharedFrame of(int textBytes, Consumer<ByteBuf> writer) {
        ByteBuf buffer = Unpooled.buffer(textBytes + FIRST_BYTES);
        writer.accept(buffer);
        return new SharedFrame(ByteBufUtil.getBytes(buffer));
    }

    private static int headerBytes(byte length) {
        return switch (length) {
            case LENGTH_16 -> 2 + Short.BYTES;
            case LENGTH_64 -> 2 + Long.BYTES;
            default -> 2;
        };
    }

    /// Appends the frame to the output of a connection, unless its message is longer than allowed there
    /// (W-18): that is logged for the first connection that wants it.
    ///
    /// @return whether it was written
    boolean writeTo(Connection connection, int maxMessageBytes) {
        if (messageBytes > maxMessageBytes) {
            if (warned.compareAndSet(false, true)) {
                LOGGER.log(
                        WARNING,
                        connection + ": an event of " + messageBytes + " bytes is not sent, the limit is "
                                + maxMessageBytes);
            }
            return false;
        }
        connection.output().writeBytes(bytes);
        connection.written();
        return true;
    }
}
