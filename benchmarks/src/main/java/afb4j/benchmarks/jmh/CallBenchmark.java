package afb4j.benchmarks.jmh;

import afb4j.api.Api;
import afb4j.api.Verb;
import afb4j.core.BinderCore;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.protocol.websocket.FrameDecoder;
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

    private ByteBuf frames;
    private FrameDecoder decoder;
    private MemoryConnection connection;

    @Setup
    public void open() {
        Api hello = Api.builder("hello")
                .verb(Verb.named("ping").nonBlocking().handler(request -> request.reply(request.json())))
                .build();
        connection = new MemoryConnection();
        BinderCore binder = new BinderCore(
                "benchmark",
                CoreConfig.DEFAULT,
                PermissionChecker.allowAll(),
                SessionStore.inMemory(),
                connection::loop);
        binder.add(hello, Visibility.PUBLIC);
        binder.start();
        ApiExport export = new ApiExport("hello", binder, TransportConfig.DEFAULT);
        connection.listener(export.accept(connection));
        decoder = new FrameDecoder(Frames.MAX_MESSAGE_BYTES, ByteBufAllocator.DEFAULT);
        frames = Frames.calls(letters);
        ByteBuf hail = Frames.buffer();
        Frames.ENCODER.encode(hail, new WsapiMessage.VersionOffer(List.of(1)));
        decoder.decode(hail, connection);
    }

    @Benchmark
    @OperationsPerInvocation(Frames.BATCH)
    public int ping() {
        connection.output().clear();
        frames.readerIndex(0);
        decoder.decode(frames, connection);
        return connection.output().readableBytes();
    }
}
