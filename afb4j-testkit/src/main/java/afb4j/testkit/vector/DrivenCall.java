package afb4j.testkit.vector;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A call that a client under test was asked to make, and what its user sees of it. The client adds replies
/// on any thread; the player reads them.
final class DrivenCall {
    private static final int MORE_THAN_ENOUGH = 16;

    private final Message recorded;
    private final Duration patience;
    private final BlockingQueue<ReplySeen> seen = new ArrayBlockingQueue<>(MORE_THAN_ENOUGH);

    DrivenCall(Message recorded, Duration patience) {
        this.recorded = recorded;
        this.patience = patience;
    }

    /// Asks the client to call.
    ///
    /// @param mayFail whether the client may be gone already, and refuse
    /// @return false when it refused
    boolean isStarted(Conversation conversation, boolean mayFail) {
        try {
            conversation.call(recorded.text("verb"), recorded.text("args"), seen::offer);
            return true;
        } catch (RuntimeException failure) {
            if (mayFail) {
                return false;
            }
            throw new VectorMismatch("the client refused to call " + recorded.describe(), failure);
        }
    }

    /// Waits for what the user has to see of a reply that was sent.
    void expectReply(Message reply) {
        ReplySeen expected = visible(reply);
        ReplySeen actual = next(expected.describe());
        boolean same = Objects.equals(expected.error(), actual.error())
                && Objects.equals(expected.info(), actual.info())
                && JsonTexts.same(expected.object(), actual.object(), String::equals);
        if (!same) {
            throw new VectorMismatch(of(recorded) + "the user of the client saw " + actual.describe() + "\n  expected "
                    + expected.describe() + "\n  for " + reply.describe());
        }
    }

    /// Waits for the end of a call whose connection was lost (W-90).
    void expectDisconnection() {
        checkDisconnection(next("the error disconnected"));
    }

    /// Takes the end of a call that was pending when its user closed the connection: a client may tell it.
    void allowDisconnection() {
        ReplySeen actual = seen.poll();
        if (actual != null) {
            checkDisconnection(actual);
        }
    }

    private void checkDisconnection(ReplySeen actual) {
        if (!AcceptedDeviation.isDisconnection(actual) || !JsonTexts.same("null", actual.object(), String::equals)) {
            throw new VectorMismatch(of(recorded) + "the connection was lost (W-90), the user of the client saw "
                    + actual.describe() + "\n  expected error=\"disconnected\" info=\"server hung up\" object=null");
        }
    }

    /// Checks that the user saw no second reply.
    ///
    /// @param mayBeLost whether the user closed the connection while this call was pending: then its end
    ///                  may be seen
    void expectNothingMore(boolean mayBeLost) {
        ReplySeen more = seen.poll();
        if (mayBeLost && more != null && AcceptedDeviation.isDisconnection(more)) {
            more = seen.poll();
        }
        if (more != null) {
            throw new VectorMismatch(of(recorded) + "the user of the client saw a further reply: " + more.describe());
        }
    }

    private ReplySeen next(String expected) {
        try {
            ReplySeen next = seen.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new VectorMismatch(
                        of(recorded) + "the user of the client saw nothing for " + patience + ", expected " + expected);
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the player was interrupted", interrupted);
        }
    }

    /// Returns what a user sees of a reply: the reply itself, or `proto-error` when it cannot be decoded
    /// (W-94).
    private static ReplySeen visible(Message reply) {
        if (!reply.isValid()) {
            return new ReplySeen("proto-error", "can't process success", "null");
        }
        return switch (reply.kind()) {
            // 2017 has no null texts: an empty info is none
            case "success" -> new ReplySeen(null, emptyAsNull(reply.text("info")), reply.text("object"));
            case "failure" -> new ReplySeen(reply.text("status"), emptyAsNull(reply.text("info")), "null");
            default -> new ReplySeen(nullable(reply, "error"), nullable(reply, "info"), reply.text("object"));
        };
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String nullable(Message reply, String name) {
        return reply.field(name).orElseThrow().value();
    }

    private static String of(Message call) {
        return call.describe() + ":\n  ";
    }
}
