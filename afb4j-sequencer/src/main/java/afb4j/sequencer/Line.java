package afb4j.sequencer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection of a sequencer, from the attempt to its end: the handle its handler holds and the attempt its
/// connector reports to.
///
/// The state changes in the same step that queues the signal about it (J-06), both under the mailbox's lock. A line
/// that was left, by detaching or at the end of its step or sequencer, makes no signal any more, and those queued
/// are dropped.
///
/// Thread-safe: guarded by the mailbox; the closer and the connector run on the loop without the lock.
final class Line<E, C> implements ConnectionHandle<C>, Attempt<C> {

    private final Actor<?, E> actor;
    private final Mailbox<E> mailbox;
    private final ConnectOptions options;
    private final long id;

    private ConnectionState state = ConnectionState.CONNECTING;
    private @Nullable C connection;
    private @Nullable Runnable closer;
    private @Nullable CloseCause localCause;
    private @Nullable Leaving left;
    private Loop.@Nullable Alarm timeout;

    /// Whether the connector has said the last word.
    private boolean over;

    Line(Actor<?, E> actor, Mailbox<E> mailbox, ConnectOptions options, long id) {
        this.actor = actor;
        this.mailbox = mailbox;
        this.options = options;
        this.id = id;
    }

    boolean isAcrossSteps() {
        return options.isAcrossSteps();
    }

    boolean isOf(Actor<?, ?> sequencer) {
        return actor.equals(sequencer);
    }

    /// Runs the connector; on the loop.
    void start(Connector<C> connector) {
        synchronized (mailbox) {
            if (left != null || state != ConnectionState.CONNECTING) {
                over = true;
                return;
            }
            if (!options.timeout().isZero()) {
                long deadlineNanos = loop().nanoTime() + options.timeout().toNanos();
                timeout = loop().at(deadlineNanos, this::timedOut);
            }
        }
        actor.tell(observer -> observer.connection(actor, this, ConnectionState.CONNECTING));
        try {
            connector.connect(this);
        } catch (Throwable thrown) { // whatever a connector throws is the outcome of the attempt
            failed(thrown);
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Loop loop() {
        return actor.loop();
    }

    @Override
    public Duration timeout() {
        return options.timeout();
    }

    @Override
    public Optional<Object> attachment() {
        return options.attachment();
    }

    @Override
    public ConnectionState state() {
        synchronized (mailbox) {
            return state;
        }
    }

    @Override
    public void onClose(Runnable newCloser) {
        boolean givenUp;
        synchronized (mailbox) {
            closer = newCloser;
            givenUp = !over && (left == Leaving.CLOSE || localCause != null || isFailed());
        }
        if (givenUp) {
            actor.runOnLoop(newCloser);
        }
    }

    @Override
    public boolean opened(C opened) {
        boolean wanted;
        boolean refused;
        synchronized (mailbox) {
            wanted = state == ConnectionState.CONNECTING && left == null;
            refused = !wanted && left != Leaving.DETACH;
            if (wanted) {
                connection = opened;
                state = ConnectionState.OPEN;
                dropTimeout();
                actor.post(new News(new Signal.Connected<>(this), false));
            }
        }
        if (wanted) {
            actor.wake();
            actor.tell(observer -> observer.connection(actor, this, ConnectionState.OPEN));
        }
        if (refused) {
            runCloser();
        }
        return wanted;
    }

    @Override
    public void failed(Throwable cause) {
        boolean news;
        synchronized (mailbox) {
            if (state == ConnectionState.OPEN) {
                news = end(new Signal.ConnectionClosed<>(this, closeCause(new CloseCause.Broken(cause))));
            } else {
                news = end(new Signal.ConnectFailed<>(this, cause));
            }
        }
        tell(news);
        connectorIsOver();
    }

    @Override
    public void closed(CloseCause cause) {
        boolean news;
        synchronized (mailbox) {
            if (state == ConnectionState.OPEN) {
                news = end(new Signal.ConnectionClosed<>(this, closeCause(cause)));
            } else {
                news = end(new Signal.ConnectFailed<>(this, new ConnectionClosedException(cause)));
            }
        }
        tell(news);
        connectorIsOver();
    }

    @Override
    public boolean ifOpen(Consumer<? super C> use) {
        actor.checkInLoop("ifOpen");
        Optional<C> open = connectionIfOpen();
        open.ifPresent(use);
        return open.isPresent();
    }

    Optional<C> connectionIfOpen() {
        synchronized (mailbox) {
            return state == ConnectionState.OPEN ? Optional.ofNullable(connection) : Optional.empty();
        }
    }

    @Override
    public void detach() {
        leave(Leaving.DETACH);
    }

    @Override
    public void close(CloseCause cause) {
        boolean news = false;
        synchronized (mailbox) {
            if (left != null || (state != ConnectionState.OPEN && state != ConnectionState.CONNECTING)) {
                return;
            }
            localCause = localCause == null ? cause : localCause;
            if (state == ConnectionState.CONNECTING) {
                news = end(new Signal.ConnectFailed<>(this, new CancellationException("given up by " + actor)));
            } else if (closer == null) {
                news = end(new Signal.ConnectionClosed<>(this, localCause));
            }
        }
        tell(news);
        runCloser();
    }

    /// Ends the belonging to the sequencer, in the way the options or else the spec says.
    void leave() {
        leave(options.leaving().orElse(actor.spec().leaving));
    }

    void leave(Leaving how) {
        boolean known;
        synchronized (mailbox) {
            if (left != null) {
                return;
            }
            left = how;
            known = state == ConnectionState.OPEN || state == ConnectionState.CONNECTING;
            state = ConnectionState.CLOSED;
            connection = null;
            dropTimeout();
            actor.assets().lineLeft(this, how == Leaving.CLOSE && closer != null && !over);
        }
        tell(known);
        if (how == Leaving.CLOSE) {
            runCloser();
        }
    }

    private void timedOut() {
        TimeoutException cause = new TimeoutException(
                "no connection within " + options.timeout() + " (connection " + id + " of " + actor + ")");
        boolean news;
        synchronized (mailbox) {
            timeout = null;
            news = state == ConnectionState.CONNECTING && end(new Signal.ConnectFailed<>(this, cause));
        }
        tell(news);
        if (news) {
            runCloser();
        }
    }

    /// Ends the life of the connection with `signal`, unless it ended before. With the lock held.
    private boolean end(Signal<E> signal) {
        if (state != ConnectionState.OPEN && state != ConnectionState.CONNECTING) {
            return false;
        }
        state = ConnectionState.CLOSE_PENDING;
        connection = null;
        dropTimeout();
        actor.post(new News(signal, true));
        return true;
    }

    private void tell(boolean news) {
        if (news) {
            actor.wake();
            ConnectionState known = state();
            actor.tell(observer -> observer.connection(actor, this, known));
        }
    }

    private void connectorIsOver() {
        synchronized (mailbox) {
            over = true;
        }
        actor.assets().lineIsOver(this);
        actor.life().lineIsOver();
    }

    private CloseCause closeCause(CloseCause reported) {
        return localCause == null ? reported : localCause;
    }

    private boolean isFailed() {
        return state == ConnectionState.CLOSE_PENDING || (state == ConnectionState.CLOSED && left == null);
    }

    private void dropTimeout() {
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }

    private void runCloser() {
        Runnable run;
        synchronized (mailbox) {
            run = over ? null : closer;
        }
        if (run != null) {
            actor.runOnLoop(run);
        }
    }

    @Override
    public String toString() {
        return "connection " + id + " (" + state() + ")";
    }

    /// A queued signal of this line.
    private final class News extends Letter<E> {
        private final Signal<E> signal;
        private final boolean last;

        private News(Signal<E> signal, boolean last) {
            this.signal = signal;
            this.last = last;
        }

        @Override
        boolean claim() {
            return left == null;
        }

        @Override
        Signal<E> signal() {
            return signal;
        }

        @Override
        void handled() {
            if (last) {
                synchronized (mailbox) {
                    state = ConnectionState.CLOSED;
                    actor.assets().lineLeft(Line.this, false);
                }
                tell(true);
            }
        }
    }
}
