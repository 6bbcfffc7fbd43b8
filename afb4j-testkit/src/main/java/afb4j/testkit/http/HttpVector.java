package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.function.UnaryOperator;

/// One recording of HTTP or of a websocket (`vectors/README.md` tells the format).
@Immutable
@SuppressWarnings("Immutable") // the list is a copy that cannot be changed
public final class HttpVector {
    private final String name;
    private final String title;
    private final String conformance;
    private final BinderSetup setup;
    private final List<HttpStep> steps;

    HttpVector(String name, String title, String conformance, BinderSetup setup, List<HttpStep> steps) {
        this.name = name;
        this.title = title;
        this.conformance = conformance;
        this.setup = setup;
        this.steps = List.copyOf(steps);
    }

    /// Returns the folder and the name of the file without `.json`: `http/alias`.
    public String name() {
        return name;
    }

    /// Returns what it shows.
    public String title() {
        return title;
    }

    /// Returns how much of it is wanted: `must`, `do-not-imitate`...
    public String conformance() {
        return conformance;
    }

    /// Returns how the server has to be started.
    public BinderSetup setup() {
        return setup;
    }

    List<HttpStep> steps() {
        return steps;
    }

    boolean is(String... names) {
        return List.of(names).contains(name);
    }

    HttpVector withSteps(List<HttpStep> others) {
        return new HttpVector(name, title, conformance, setup, others);
    }

    HttpVector mapSteps(UnaryOperator<HttpStep> change) {
        return withSteps(steps.stream().map(change).toList());
    }

    /// With other exchanges of requests and replies.
    HttpVector mapExchanges(UnaryOperator<HttpStep.Exchange> change) {
        return mapSteps(step -> step instanceof HttpStep.Exchange exchange ? change.apply(exchange) : step);
    }

    /// With other wanted replies, those to upgrades included.
    HttpVector mapReplies(UnaryOperator<WantedReply> change) {
        return mapSteps(step -> switch (step) {
            case HttpStep.Exchange exchange -> exchange.withReply(change.apply(exchange.reply()));
            case HttpStep.Upgrade upgrade -> upgrade.withReply(change.apply(upgrade.reply()));
            default -> step;
        });
    }

    /// Shown as the name of a parameterized test.
    @Override
    public String toString() {
        return name;
    }
}
