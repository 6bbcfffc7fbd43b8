package afb4j.benchmarks.jmh;

import afb4j.benchmarks.BenchmarkApi;
import afb4j.core.BinderCore;
import afb4j.core.Visibility;
import afb4j.core.session.SessionStore;
import afb4j.protocol.websocket.FrameDecoder;
import afb4j.protocol.wsapi.CallTarget;
import afb4j.protocol.wsapi.WsapiMessage;
import afb4j.server.rpc.ApiExport;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
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

/// A call of a non-blocking verb from its bytes to the bytes of its reply: everything but the socket.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CallBenchmark {

    @Param({"16", "1000"})
    int letters;

    /// `ping`, or `pingauth` in a session and with its token.
    @Param({"ping", "pingauth"})
    String verb;

    private ByteBuf frames;
    private FrameDecoder decoder;
    private MemoryConnection connection;

    @Setup
    public void open() {
        connection = new MemoryConnection();
        BinderCore binder = new BinderCore(
                "benchmark",
                BenchmarkApi.core(),
                BenchmarkApi.permissions(),
                SessionStore.inMemory(),
                connection::loop);
        binder.add(BenchmarkApi.hello(), Visibility.PUBLIC);
        binder.start();
        ApiExport export = new ApiExport("hello", binder, TransportConfig.DEFAULT);
        connection.listener(export.accept(connection));
        decoder = new FrameDecoder(Frames.MAX_MESSAGE_BYTES, ByteBufAllocator.DEFAULT);
        boolean isGuarded = verb.equals("pingauth");
        frames = Frames.calls(isGuarded ? new CallTarget(verb, 1, 1, null) : CallTarget.of(verb), letters);
        ByteBuf hail = Frames.buffer();
        Frames.ENCODER.encode(hail, new WsapiMessage.VersionOffer(List.of(1)));
        if (isGuarded) {
            Frames.ENCODER.encode(hail, new WsapiMessage.SessionAdd(1, "a session of the benchmark"));
            Frames.ENCODER.encode(hail, new WsapiMessage.TokenAdd(1, BenchmarkApi.TOKEN));
        }
        decoder.decode(hail, connection);
    }

    @Benchmark
    @OperationsPerInvocation(Frames.BATCH)
    public int call() {
        connection.output().clear();
        frames.readerIndex(0);
        decoder.decode(frames, connection);
        return connection.output().readableBytes();
    }
}
