package afb4j.testkit.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Recorded websockets → what is wanted of us, where that is another thing.
final class Json1Rewrites {
    private Json1Rewrites() {}

    /// The frames that follow one that is sent are those that are recommended. A connection that is closed by
    /// them is opened again for what the recording still has to say on it.
    static HttpVector recommended(HttpVector recorded) {
        List<HttpStep> steps = new ArrayList<>();
        Map<String, HttpStep.Upgrade> upgrades = new HashMap<>();
        Map<String, List<WantedFrame>> pending = new HashMap<>();
        for (HttpStep step : recorded.steps()) {
            switch (step) {
                case HttpStep.Upgrade upgrade -> {
                    upgrades.put(upgrade.connection(), upgrade);
                    steps.add(upgrade);
                }
                case HttpStep.Send send -> {
                    if (isClosedByUs(steps, send.connection())) {
                        steps.add(upgrades.get(send.connection()));
                    }
                    steps.add(send);
                    pending.put(send.connection(), new ArrayList<>(send.recommended()));
                }
                case HttpStep.Receive receive -> steps.add(instead(receive.connection(), pending, receive));
                case HttpStep.Silence silence -> steps.add(instead(silence.connection(), pending, silence));
                default -> steps.add(step);
            }
        }
        return recorded.withSteps(steps);
    }

    private static HttpStep instead(String connection, Map<String, List<WantedFrame>> pending, HttpStep recorded) {
        List<WantedFrame> frames = pending.getOrDefault(connection, List.of());
        return frames.isEmpty()
                ? recorded
                : new HttpStep.Receive(connection, List.of(frames.removeFirst()), HttpVectorReader.PATIENCE);
    }

    /// Whether the last thing on that connection is a close frame that was recommended, not recorded.
    private static boolean isClosedByUs(List<HttpStep> steps, String connection) {
        Optional<HttpStep> last = steps.reversed().stream()
                .filter(step ->
                        (step instanceof HttpStep.Send send && send.connection().equals(connection))
                                || (step instanceof HttpStep.Receive receive
                                        && receive.connection().equals(connection)))
                .findFirst();
        int at = last.map(steps::lastIndexOf).orElse(-1);
        return last.orElse(null) instanceof HttpStep.Receive receive
                && receive.frames().getFirst() instanceof WantedFrame.Close
                && steps.get(at - 1) instanceof HttpStep.Send send
                && !send.recommended().isEmpty();
    }

    /// The code of a close frame is sent back, without its reason.
    static HttpVector closeCodes(HttpVector recorded) {
        List<HttpStep> steps = new ArrayList<>();
        Map<String, OptionalInt> closedWith = new HashMap<>();
        for (HttpStep step : recorded.steps()) {
            if (step instanceof HttpStep.Send send && send.frame().isClose()) {
                closedWith.put(send.connection(), send.frame().closeCode());
            }
            boolean isEmptyClose = step instanceof HttpStep.Receive receive
                    && receive.frames().equals(List.of(new WantedFrame.Close(OptionalInt.empty(), "")));
            if (isEmptyClose && step instanceof HttpStep.Receive receive) {
                OptionalInt code = closedWith.getOrDefault(receive.connection(), OptionalInt.empty());
                steps.add(new HttpStep.Receive(
                        receive.connection(), List.of(new WantedFrame.Close(code, "")), receive.patience()));
            } else {
                steps.add(step);
            }
        }
        return recorded.withSteps(steps);
    }

    /// A page of another site is refused: the connection of the recording that comes from one.
    static HttpVector origins(HttpVector recorded) {
        return recorded.mapSteps(step -> step instanceof HttpStep.Upgrade upgrade
                        && upgrade.request().header("Origin").isPresent()
                ? upgrade.withReply(upgrade.reply().withStatus(403).withHeaders(Map.of()))
                : step);
    }

    /// `x-afb-ws-rpc` is not known: the next protocol of the client's list is taken.
    static HttpVector withoutRpc(HttpVector recorded) {
        return recorded.mapSteps(step -> step instanceof HttpStep.Upgrade upgrade
                        && upgrade.reply().headers() != null
                        && "x-afb-ws-rpc".equals(upgrade.reply().headers().get("Sec-WebSocket-Protocol"))
                ? upgrade.withReply(upgrade.reply().withHeader("Sec-WebSocket-Protocol", "x-afb-ws-json1"))
                : step);
    }
}
