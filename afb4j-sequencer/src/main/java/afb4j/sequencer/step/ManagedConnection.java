package afb4j.sequencer.step;

import afb4j.sequencer.CloseCause;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.ConnectOptions;
import afb4j.sequencer.ConnectionClosedException;
import afb4j.sequencer.ConnectionHandle;
import afb4j.sequencer.Connector;
import afb4j.sequencer.Leaving;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.retry.RetryDecision;
import afb4j.sequencer.retry.Validity;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps one connection up: connects, tries again as the spec's retry policy says, starts over when a connection
/// has lived long enough, gives up when the policy does.
///
/// The listener hears each [LinkState], except the tries the policy conceals; an observer of the sequencer
/// sees those too. Where the policy has a validity, a connection without proof of life is probed and hung up on
/// who hears from the peer calls [#proofOfLife()].
///
/// The state of a sequencer whose messages are [LinkCommand]s. It ends with [afb4j.sequencer.Ending.Failed] when
/// the policy gives up. Closing the sequencer closes the connection; its completion comes after that.
///
/// Confined to the sequencer's loop, except where a method says otherwise.
@ConfinedTo("event loop of the sequencer")
public final class ManagedConnection<C> {

    private static final String RETRY = "retry";
    private static final String STABLE = "stable";
    private static final String VALIDITY = "validity";

    private final Connector<C> connector;
    private final LinkOptions<C> options;
    private final LinkListener<C> listener;

    private @Nullable Sequencer<?, LinkCommand> seq;
    private @Nullable ConnectionHandle<C> handle;
    private @Nullable C connection;
    private boolean waiting;
    private boolean concealed;

    /// On the loop's clock; any thread.
    private volatile long lastProofNanos;

    /// The silence that was probed: it began with this proof.
    private @Nullable Long probedNanos;

    private ManagedConnection(Connector<C> connector, LinkOptions<C> options, LinkListener<C> listener) {
        this.connector = connector;
        this.options = options;
        this.listener = listener;
    }

    /// A spec of such a sequencer, to be completed with a retry policy and whatever else a spec may say.
    public static <C> SequencerSpec.Builder<ManagedConnection<C>, LinkCommand> spec(
            String name, Connector<C> connector, LinkOptions<C> options, LinkListener<C> listener) {
        return SequencerSpec.<ManagedConnection<C>, LinkCommand>builder(
                        name,
                        () -> new ManagedConnection<>(connector, options, listener),
                        (seq, link, signal) -> link.on(seq, signal))
                .leaving(Leaving.CLOSE);
    }

    /// The connection, while there is one.
    public Optional<C> connection() {
        return Optional.ofNullable(connection);
    }

    /// The peer gave a sign of life: its validity starts anew. Any thread.
    public void proofOfLife() {
        Sequencer<?, LinkCommand> known = seq;
        if (known != null) {
            lastProofNanos = known.loop().nanoTime();
        }
    }

    private Verdict on(Sequencer<?, LinkCommand> self, Signal<LinkCommand> signal) throws Exception {
        switch (signal) {
            case Signal.Created<LinkCommand> _ -> {
                seq = self;
                connect(self);
            }
            case Signal.Connected<LinkCommand> _ -> connected(self);
            case Signal.ConnectFailed<LinkCommand> failed -> failed(self, failed.cause());
            case Signal.ConnectionClosed<LinkCommand> closed -> lost(self, closed.cause());
            case Signal.TimedOut<LinkCommand> timedOut -> timedOut(self, timedOut.tag());
            case Signal.Message<LinkCommand>(LinkCommand command) -> obey(self, command);
            case Signal.Heartbeat<LinkCommand> _, Signal.Destroyed<LinkCommand> _ -> {}
        }
        return Verdict.CONTINUE;
    }

    private void connect(Sequencer<?, LinkCommand> self) {
        waiting = false;
        if (!concealed) {
            listener.onState(new LinkState.Connecting<>(self.retry().failures() + 1));
        }
        handle = self.connect(connector, ConnectOptions.DEFAULT.withTimeout(options.connectTimeout()));
    }

    private void connected(Sequencer<?, LinkCommand> self) {
        if (handle == null || !handle.ifOpen(open -> connection = open) || connection == null) {
            return; // closed already: the signal of that is on its way
        }
        concealed = false;
        if (options.stableAfter().isZero()) {
            self.retry().reset();
        } else {
            self.timer(STABLE).arm(options.stableAfter());
        }
        lastProofNanos = self.loop().nanoTime();
        probedNanos = null;
        if (validity(self).isOn()) {
            armValidity(self);
        }
        listener.onState(new LinkState.Connected<>(connection));
    }

    private void lost(Sequencer<?, LinkCommand> self, CloseCause cause) throws Exception {
        self.timer(STABLE).cancel();
        self.timer(VALIDITY).cancel();
        C gone = connection;
        connection = null;
        if (gone != null) {
            listener.onState(new LinkState.Lost<>(gone, cause));
        }
        failed(self, new ConnectionClosedException(cause));
    }

    private void failed(Sequencer<?, LinkCommand> self, Throwable failure) throws Exception {
        RetryDecision decision = self.retry().next(failure);
        self.retryAfter(decision, RETRY);
        switch (decision) {
            case RetryDecision.Again again -> {
                waiting = true;
                concealed = again.concealed();
                if (!concealed) {
                    listener.onState(new LinkState.Waiting<>(again.delay(), again.attempt(), failure));
                }
            }
            case RetryDecision.Exhausted exhausted -> {
                listener.onState(new LinkState.Exhausted<>(exhausted.attempts(), failure));
                self.fail(failure);
            }
        }
    }

    private void timedOut(Sequencer<?, LinkCommand> self, Object tag) {
        if (tag.equals(RETRY)) {
            connect(self);
        } else if (tag.equals(STABLE)) {
            self.retry().reset();
        } else if (tag.equals(VALIDITY)) {
            checkValidity(self);
        }
    }

    private void obey(Sequencer<?, LinkCommand> self, LinkCommand command) {
        switch (command) {
            case RETRY_NOW -> {
                if (waiting) {
                    self.cancelTimeout();
                    connect(self);
                }
            }
        }
    }

    private void checkValidity(Sequencer<?, LinkCommand> self) {
        Validity validity = validity(self);
        Duration silence = silence(self);
        if (silence.compareTo(validity.hangup()) >= 0) {
            if (handle != null) {
                handle.close(new CloseCause.Validity(silence));
            }
            return;
        }
        if (validity.probes() && silence.compareTo(validity.ping()) >= 0 && !isProbed() && connection != null) {
            probedNanos = lastProofNanos;
            options.probe().accept(connection);
        }
        armValidity(self);
    }

    private boolean isProbed() {
        return probedNanos != null && probedNanos == lastProofNanos;
    }

    /// Arms for the next moment at which silence may matter; after a probe that may be that of a new silence.
    private void armValidity(Sequencer<?, LinkCommand> self) {
        Validity validity = validity(self);
        Duration rest = validity.hangup().minus(silence(self));
        if (validity.probes()) {
            Duration untilProbe = isProbed() ? validity.ping() : validity.ping().minus(silence(self));
            rest = untilProbe.compareTo(rest) < 0 ? untilProbe : rest;
        }
        self.timer(VALIDITY).arm(rest.isNegative() ? Duration.ZERO : rest);
    }

    private Duration silence(Sequencer<?, LinkCommand> self) {
        return Duration.ofNanos(self.loop().nanoTime() - lastProofNanos);
    }

    private static Validity validity(Sequencer<?, LinkCommand> self) {
        return self.retry().policy().validity();
    }
}
