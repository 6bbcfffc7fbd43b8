package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Ending;
import afb4j.sequencer.Loop;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Verdict;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What scenarios do not show of the adapter: its identity, and what it does after the end of its event loop.
@Timeout(30)
final class NettyLoopTest {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final EventLoop eventLoop = group.next();
    private final Loop loop = new NettyLoop(eventLoop);

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    // J-01
    @Test
    void isTheSameLoopAsAnotherAdapterOfItsEventLoop() {
        assertThat(loop).isEqualTo(new NettyLoop(eventLoop)).hasSameHashCodeAs(new NettyLoop(eventLoop));
        assertThat(loop).isNotEqualTo(new NettyLoop(group.next()));
    }

    // J-01
    @Test
    void runsTasksGivenAfterItsEndInTheirOrder() {
        end();
        List<String> ran = new ArrayList<>();

        loop.execute(() -> {
            loop.execute(() -> ran.add("given by the first"));
            loop.nextTurn(() -> ran.add("next turn"));
            ran.add("first");
        });

        assertThat(ran).containsExactly("first", "given by the first", "next turn");
    }

    @Test
    void goesOnAfterLateTaskThatThrows() {
        end();
        List<String> ran = new ArrayList<>();

        loop.execute(() -> {
            throw new IllegalStateException("late");
        });
        loop.execute(() -> ran.add("after"));

        assertThat(ran).containsExactly("after");
    }

    @Test
    void ringsNoAlarmAfterItsEnd() {
        end();
        List<String> ran = new ArrayList<>();

        loop.at(loop.nanoTime(), () -> ran.add("alarm")).cancel();

        assertThat(ran).isEmpty();
    }

    //
    @Test
    void endsRuntimeWhoseEventLoopEndedFirst() {
        SequencerRuntime runtime = SequencerRuntime.on(loop);
        Sequencer<String, String> survivor =
                runtime.start(SequencerSpec.<String, String>builder("survivor", () -> "", (_, _, _) -> Verdict.CONTINUE)
                        .build());
        end();

        runtime.close();

        assertThat(runtime.completion().toCompletableFuture()).isCompleted();
        assertThat(survivor.completion().toCompletableFuture()).isCompletedWithValue(new Ending.Shutdown());
    }
}
