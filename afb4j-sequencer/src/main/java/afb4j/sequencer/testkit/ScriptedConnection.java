package afb4j.sequencer.testkit;

import afb4j.sequencer.Attempt;
import afb4j.sequencer.CloseCause;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A connection played by the test, both the attempt and what it leads to.
///
/// Thread-safe.
public final class ScriptedConnection {

    private final Attempt<ScriptedConnection> attempt;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean closedByUs;

    ScriptedConnection(Attempt<ScriptedConnection> attempt) {
        this.attempt = attempt;
    }

    /// What it reports to.
    public Attempt<ScriptedConnection> attempt() {
        return attempt;
    }

    /// It becomes usable; see [Attempt#opened(Object)].
    public boolean tryOpen() {
        return attempt.opened(this);
    }

    /// It becomes usable, whether or not it is wanted any more.
    public void open() {
        boolean _ = tryOpen();
    }

    /// The attempt fails.
    public void fail(Throwable cause) {
        attempt.failed(cause);
    }

    /// The peer closes it.
    public void closeByPeer() {
        attempt.closed(new CloseCause.Peer("bye"));
    }

    /// Takes a text, for the test to see in [#sent()].
    public void send(String text) {
        sent.add(text);
    }

    /// What was sent.
    public List<String> sent() {
        return List.copyOf(sent);
    }

    /// Whether the sequencer closed it or gave it up.
    public boolean isClosedByUs() {
        return closedByUs;
    }

    void closeByUs() {
        closedByUs = true;
        attempt.closed(new CloseCause.Local());
    }
}
