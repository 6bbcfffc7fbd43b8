package afb4j.core;

import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.Loop;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A call that comes from within the binder: its reply completes a future, and it has its own time limit.
abstract class InnerCall extends Call {

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final Loop loop;

    /// Its time limit; confined to the loop.
    private Loop.@Nullable Alarm alarm;

    InnerCall(Loop loop, CallTarget target) {
        super(target.api(), target.verb(), target.arguments());
        this.loop = loop;
    }

    /// Begins the call, on its loop, and its time limit.
    final CompletionStage<Reply> start(Dispatcher dispatcher) {
        if (loop.inLoop()) {
            dispatcher.dispatch(this);
            limit(dispatcher.callTimeout());
        } else {
            loop.execute(() -> {
                dispatcher.dispatch(this);
                limit(dispatcher.callTimeout());
            });
        }
        return reply.minimalCompletionStage();
    }

    private void limit(Duration timeout) {
        if (timeout.isPositive() && !isAnswered()) {
            String info = "no answer within " + timeout.toMillis() + " ms";
            alarm = loop.at(loop.nanoTime() + timeout.toNanos(), () -> expire(info));
        }
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /// Waits for the reply of a call begun on `loop`.
    static Reply await(Loop loop, CompletionStage<Reply> stage) {
        if (loop.inLoop()) {
            throw new IllegalStateException("a blocking call on an event loop: use callAsync, or let the verb block");
        }
        try {
            return stage.toCompletableFuture().get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for the reply of another API");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Reply tooDeep(int limit) {
        return Reply.of(Status.INTERNAL_ERROR.withInfo("calls within calls are deeper than " + limit));
    }

    @Override
    protected final void deliver(Reply answer) {
        reply.complete(answer);
        loop.execute(this::disarm);
    }

    @Override
    protected final Loop loop() {
        return loop;
    }
}
