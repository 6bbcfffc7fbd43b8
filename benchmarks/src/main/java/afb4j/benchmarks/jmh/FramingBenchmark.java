package afb4j.benchmarks.jmh;

import afb4j.protocol.websocket.FrameDecoder;
import afb4j.protocol.websocket.FrameEncoder;
import afb4j.protocol.websocket.FrameSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Bytes to websocket messages and back, per frame.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FramingBenchmark {

    @Param({"16", "1000"})
    int letters;

    private ByteBuf frames;
    private ByteBuf out;
    private byte[] message;
    private FrameDecoder decoder;
    private ByteCount sink;

    @Setup
    public void makeFrames() {
        frames = Frames.calls(Frames.PING, letters);
        out = Frames.buffer();
        message = new byte[letters + 40];
        decoder = new FrameDecoder(Frames.MAX_MESSAGE_BYTES, ByteBufAllocator.DEFAULT);
        sink = new ByteCount();
    }

    @Benchmark
    @OperationsPerInvocation(Frames.BATCH)
    public long decode() {
        frames.readerIndex(0);
        decoder.decode(frames, sink);
        return sink.bytes;
    }

    @Benchmark
    @OperationsPerInvocation(Frames.BATCH)
    public ByteBuf encode() {
        out.clear();
        for (int i = 0; i < Frames.BATCH; i++) {
            FrameEncoder.writeBinaryHeader(out, message.length);
            out.writeBytes(message);
        }
        return out;
    }

    private static final class ByteCount implements FrameSink {

        long bytes;

        @Override
        public void onMessage(ByteBuf payload) {
            bytes += payload.readableBytes();
        }

        @Override
        public void onPing(ByteBuf payload) {
            throw new IllegalStateException("no ping was sent");
        }

        @Override
        public void onPong(ByteBuf payload) {
            throw new IllegalStateException("no pong was sent");
        }

        @Override
        public void onClose(int code) {
            throw new IllegalStateException("no close was sent");
        }
    }
}
