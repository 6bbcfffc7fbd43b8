package afb4j.testkit.http;

import java.io.UncheckedIOException;
import java.time.Duration;

/// Plays the client of a recording against a server: says what was recorded, or what is wanted instead
/// ([AcceptedHttpDeviation]), and compares what comes.
public final class HttpServerPlay {
    private final HttpVector wanted;
    private final Duration patience;

    private HttpServerPlay(HttpVector wanted, Duration patience) {
        this.wanted = wanted;
        this.patience = patience;
    }

    /// A play of what is wanted of our product.
    public static HttpServerPlay of(HttpVector recorded) {
        return new HttpServerPlay(AcceptedHttpDeviation.rewrite(recorded), HttpVectorReader.PATIENCE);
    }

    /// A play of what was recorded, with no deviation.
    static HttpServerPlay exactly(HttpVector recorded) {
        return new HttpServerPlay(recorded, HttpVectorReader.PATIENCE);
    }

    /// The same with less patience, for a server whose faults are silence.
    HttpServerPlay within(Duration time) {
        return new HttpServerPlay(wanted, time);
    }

    /// Plays.
    ///
    /// @throws HttpMismatch at the first difference
    public void against(HttpServerUnderTest server) {
        try (PlayedSteps play = new PlayedSteps(server.port(), patience)) {
            int number = 0;
            for (HttpStep step : wanted.steps()) {
                number++;
                try {
                    play.run(step);
                } catch (HttpMismatch | UncheckedIOException failure) {
                    throw new HttpMismatch(
                            wanted.name() + " step " + number + " of "
                                    + wanted.steps().size() + ": " + failure.getMessage() + "\n  before:\n      "
                                    + play.before(),
                            failure);
                }
            }
        }
    }
}
