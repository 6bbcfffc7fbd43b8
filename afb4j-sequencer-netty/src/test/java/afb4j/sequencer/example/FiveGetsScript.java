package afb4j.sequencer.example;

import afb4j.sequencer.Scope;
import afb4j.sequencer.ScriptConnection;
import afb4j.sequencer.StepPort;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// The worked example, as a script.
public final class FiveGetsScript {

    private final List<Fetch> steps;
    private final Duration limit;

    public FiveGetsScript(List<Fetch> steps, Duration limit) {
        this.steps = steps;
        this.limit = limit;
    }

    /// The script: returns what came of each step.
    public List<String> run(Scope<Fetched> scope) throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (Fetch step : steps) {
            String outcome = scope.within(limit, () -> fetch(scope, step));
            if (!step.expected().equals(outcome)) {
                throw new IllegalStateException(
                        "step " + (outcomes.size() + 1) + ": expected " + step.expected() + ", got " + outcome);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private String fetch(Scope<Fetched> scope, Fetch step) throws Exception {
        StepPort<Fetched> replies = scope.sequencer().newStep(step.path());
        try (ScriptConnection<Web> web = scope.connect(step.server(), limit)) {
            scope.onLoop(() -> {
                web.connection().fetch(step.path(), status -> replies.offer(new Fetched(status)));
                return null;
            });
            return "status " + scope.await(Fetched.class, limit).status();
        } catch (TimeoutException mute) {
            return "timeout";
        } catch (UnknownHostException unknown) {
            return "failure";
        } catch (IOException broken) {
            return "closed";
        }
    }
}
