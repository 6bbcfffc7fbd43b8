package afb4j.benchmarks.jmh;

import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.wsapi.WsapiDecoder;
import afb4j.protocol.wsapi.WsapiMessage;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Messages of WSAPI to records and back: the two that every call needs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WsapiCodecBenchmark {

    @Param({"16", "10000"})
    int letters;

    private byte[] argument;
    private ByteBuf call;
    private ByteBuf reply;
    private ByteBuf out;

    @Setup
    public void makeMessages() {
        argument = Frames.argument(letters);
        ByteBuf callFrame = Frames.buffer();
        Frames.ENCODER.call(callFrame, 9, Frames.PING, argument);
        call = Frames.payload(callFrame);
        ByteBuf replyFrame = Frames.buffer();
        Frames.ENCODER.reply(replyFrame, 9, null, null, argument);
        reply = Frames.payload(replyFrame);
        out = Frames.buffer();
    }

    @Benchmark
    public WsapiMessage decodeCall() {
        return WsapiDecoder.decodeToServer(call, ProtocolLimits.DEFAULTS);
    }

    @Benchmark
    public WsapiMessage decodeReply() {
        return WsapiDecoder.decodeToClient(reply, ProtocolLimits.DEFAULTS, _ -> false);
    }

    @Benchmark
    public ByteBuf encodeCall() {
        out.clear();
        Frames.ENCODER.call(out, 9, Frames.PING, argument);
        return out;
    }

    @Benchmark
    public ByteBuf encodeReply() {
        out.clear();
        Frames.ENCODER.reply(out, 9, null, null, argument);
        return out;
    }
}
