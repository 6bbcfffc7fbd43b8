package afb4j.sequencer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a connection belongs to its sequencer. A value; change copies with the `with` methods.
public final class ConnectOptions {

    /// No time limit, leaving as the spec says, no attachment, bound to the step.
    public static final ConnectOptions DEFAULT = new ConnectOptions(Duration.ZERO, null, null, false);

    private final Duration timeout;
    private final @Nullable Leaving leaving;
    private final @Nullable Object attachment;
    private final boolean acrossSteps;

    private ConnectOptions(
            Duration timeout, @Nullable Leaving leaving, @Nullable Object attachment, boolean acrossSteps) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected 0 or more");
        }
        this.timeout = timeout;
        this.leaving = leaving;
        this.attachment = attachment;
        this.acrossSteps = acrossSteps;
    }

    /// The attempt fails when it takes longer than `timeout`; zero for no limit.
    public ConnectOptions withTimeout(Duration timeout) {
        return new ConnectOptions(timeout, leaving, attachment, acrossSteps);
    }

    /// What happens to the connection at the end of its step or sequencer, instead of what the spec says.
    public ConnectOptions withLeaving(Leaving leaving) {
        return new ConnectOptions(timeout, leaving, attachment, acrossSteps);
    }

    /// Something of the user's own to be found again in the handle.
    public ConnectOptions withAttachment(Object attachment) {
        return new ConnectOptions(timeout, leaving, attachment, acrossSteps);
    }

    /// The connection belongs to the sequencer, not to the step it was made in.
    public ConnectOptions acrossSteps() {
        return new ConnectOptions(timeout, leaving, attachment, true);
    }

    /// See [#withTimeout(Duration)].
    public Duration timeout() {
        return timeout;
    }

    /// See [#withLeaving(Leaving)]; empty means as the spec says.
    public Optional<Leaving> leaving() {
        return Optional.ofNullable(leaving);
    }

    /// See [#withAttachment(Object)].
    public Optional<Object> attachment() {
        return Optional.ofNullable(attachment);
    }

    /// Whether the connection outlives its step.
    public boolean isAcrossSteps() {
        return acrossSteps;
    }
}
