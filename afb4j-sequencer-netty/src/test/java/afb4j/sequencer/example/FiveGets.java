package afb4j.sequencer.example;

import afb4j.sequencer.ConnectionHandle;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.Signal;
import afb4j.sequencer.StepPort;
import afb4j.sequencer.Verdict;
import java.time.Duration;
import java.util.List;

/// The worked example, as a handler: fetches some pages one after the other, each within a time limit, and fails
/// when one of them does not end as expected.
public final class FiveGets {

    private final List<Fetch> steps;
    private final Duration limit;
    private int current = -1;
    private ConnectionHandle<Web> connection;
    private StepPort<Fetched> port;

    public FiveGets(List<Fetch> steps, Duration limit) {
        this.steps = steps;
        this.limit = limit;
    }

    /// The handler.
    public Verdict on(Sequencer<?, Fetched> seq, Signal<Fetched> signal) {
        return switch (signal) {
            case Signal.Created<Fetched> _ -> begin(seq);
            case Signal.Connected<Fetched> _ -> fetch();
            case Signal.Message<Fetched>(Fetched page) -> ended(seq, "status " + page.status());
            case Signal.TimedOut<Fetched> _ -> ended(seq, "timeout");
            case Signal.ConnectFailed<Fetched> _ -> ended(seq, "failure");
            case Signal.ConnectionClosed<Fetched> _ -> ended(seq, "closed");
            case Signal.Heartbeat<Fetched> _, Signal.Destroyed<Fetched> _ -> Verdict.CONTINUE;
        };
    }

    private Verdict begin(Sequencer<?, Fetched> seq) {
        current++;
        port = seq.newStep(current); // closes the connection of the step before and shuts its port
        connection = seq.connect(steps.get(current).server());
        seq.timeout(limit);
        return Verdict.CONTINUE;
    }

    private Verdict fetch() {
        StepPort<Fetched> replies = port;
        connection.ifOpen(web -> web.fetch(steps.get(current).path(), status -> replies.offer(new Fetched(status))));
        return Verdict.CONTINUE;
    }

    private Verdict ended(Sequencer<?, Fetched> seq, String outcome) {
        Fetch step = steps.get(current);
        if (!step.expected().equals(outcome)) {
            throw new IllegalStateException(
                    "step " + (current + 1) + ": expected " + step.expected() + ", got " + outcome);
        }
        return current == steps.size() - 1 ? Verdict.DONE : begin(seq);
    }
}
