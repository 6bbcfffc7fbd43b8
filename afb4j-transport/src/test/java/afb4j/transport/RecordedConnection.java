package afb4j.transport;

import afb4j.api.Credentials;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/// A connection without a socket: keeps each frame that is written, until the test takes it.
final class RecordedConnection implements Connection {

    /// What is done with each frame; keeps it unless the test sets something else.
    Consumer<byte[]> onWritten;

    final Queue<byte[]> frames = new ArrayDeque<>();
    boolean reading = true;
    boolean open = true;
    long outboundBytes;
    private final Loop loop = new VirtualLoop();
    private ByteBuf output = Unpooled.buffer();

    RecordedConnection() {
        onWritten = frames::add;
    }

    /// The payloads of all frames that were written and not asked for yet; each must be one binary frame.
    List<String> sent() {
        List<String> messages = new ArrayList<>();
        while (!frames.isEmpty()) {
            byte[] frame = frames.remove();
            if (frame[0] != (byte) 0x82) {
                throw new AssertionError(
                        "expected a binary frame, was written " + HexFormat.of().formatHex(frame));
            }
            int head = frame[1] == 126 ? 4 : frame[1] == 127 ? 10 : 2;
            messages.add(HexFormat.ofDelimiter(" ").formatHex(frame, head, frame.length));
        }
        return messages;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Optional<Credentials> credentials() {
        return Optional.empty();
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public ByteBuf output() {
        return output;
    }

    @Override
    public void written() {
        byte[] frame = new byte[output.readableBytes()];
        output.readBytes(frame);
        output = Unpooled.buffer();
        onWritten.accept(frame);
    }

    @Override
    public long outboundBytes() {
        return outboundBytes;
    }

    @Override
    public void reading(boolean wanted) {
        reading = wanted;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void refuse(String why) {
        open = false;
    }
}
