package afb4j.benchmarks.abuse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All attacks on one server, one after the other, each against the quiet time just before it, in several rounds. A
/// round before those, at a higher pace, warms up the server: what it does to who attacks is compiled too.
public final class AbuseRun {

    private static final int WARM_UP_PACE = 5;
    private static final double BUILD_UP_SECONDS = 1;
    private static final int REST_MILLIS = 500;

    private AbuseRun() {}

    /// What came of an attack.
    ///
    /// @param attack its name
    /// @param what was done
    /// @param outcome what the server did about it in the last round
    /// @param quietP50Micros of the well-behaved client before
    /// @param quietP99Micros the same
    /// @param p50Micros of the well-behaved client meanwhile
    /// @param p99Micros the same
    public record Row(
            String attack,
            String what,
            String outcome,
            double quietP50Micros,
            double quietP99Micros,
            double p50Micros,
            double p99Micros) {

        /// How much longer the slowest calls took.
        public double ratio() {
            return p99Micros / quietP99Micros;
        }
    }

    /// Attacks the binder at that port of loopback.
    ///
    /// @param seconds how long each attack lasts in a round, and the quiet before it
    public static List<Row> run(int port, int rounds, double seconds) throws IOException, InterruptedException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Map<Attack, Outcome> outcomes = new EnumMap<>(Attack.class);
        try (WellBehaved client = new WellBehaved(server)) {
            for (int round = 0; round <= rounds; round++) {
                for (Attack attack : Attack.values()) {
                    boolean isWarmUp = round == 0;
                    Outcome outcome = isWarmUp ? new Outcome() : outcomes.computeIfAbsent(attack, _ -> new Outcome());
                    int perSecond = attack.perSecond * (isWarmUp ? WARM_UP_PACE : 1);
                    run(attack, perSecond, server, client, seconds, outcome);
                    Thread.sleep(REST_MILLIS);
                }
            }
        }
        return outcomes.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList();
    }

    private static void run(
            Attack attack, int perSecond, InetSocketAddress server, WellBehaved client, double seconds, Outcome outcome)
            throws IOException, InterruptedException {
        client.call(seconds, outcome.quiet);
        try (Attacker attacker = Attacker.start(attack, perSecond, server)) {
            client.call(BUILD_UP_SECONDS, new Times());
            client.call(seconds, outcome.attacked);
            outcome.ending = attacker.end();
        }
    }

    /// What came of all rounds of an attack.
    private static final class Outcome {

        private final Times quiet = new Times();
        private final Times attacked = new Times();
        private String ending = "";

        Row row(Attack attack) {
            return new Row(
                    attack.toString(),
                    attack.what + (attack.isRequest ? ", " + attack.perSecond + " a second" : ""),
                    ending,
                    quiet.percentileMicros(50),
                    quiet.percentileMicros(99),
                    attacked.percentileMicros(50),
                    attacked.percentileMicros(99));
        }
    }
}
