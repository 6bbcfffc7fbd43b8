package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.transport.peer.RemoteEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The lines about events (http-and-wsj1.md 9).
final class EventLinesTest {

    private static final RemoteEvent EVENT = new RemoteEvent(7, "hello/ev");

    private final Inbox inbox = new Inbox(1);
    private final EventLines lines = new EventLines(inbox);

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Happening next = inbox.poll(); next != null; next = inbox.poll()) {
            if (next instanceof Happening.Heard(String line, var data)) {
                told.add(line + data.map(json -> " " + json.compact()).orElse(""));
            }
        }
        return told;
    }

    @Test
    void tellsTheLifeOfAnEventInTheWordsOfTheReference() {
        lines.onEventCreated(EVENT);
        lines.ofCall(3, "sub").onSubscribe(EVENT);
        lines.onPush(EVENT, Json.parse("{\"z\":1}"));
        lines.ofCall(4, "unsub").onUnsubscribe(EVENT);
        lines.onEventRemoved(EVENT);
        lines.onBroadcast("any name", Json.of(2), new UUID(0, 1), 9);

        assertThat(told())
                .containsExactly(
                        "ON-EVENT-CREATE: [7:hello/ev]",
                        "ON-EVENT-SUBSCRIBE 3:sub: [7]",
                        "ON-EVENT-PUSH: [7] {\"z\":1}",
                        "ON-EVENT-UNSUBSCRIBE 4:unsub: [7]",
                        "ON-EVENT-REMOVE: [7]",
                        "ON-EVENT-BROADCAST: [any name] 2");
    }

    @Test
    void leavesTheEndOfTheConnectionToTheHangup() { // W-90
        lines.onEventLost(EVENT);

        assertThat(told()).isEmpty();
    }

    @Test
    void wantsWhateverIsPushed() { // W-73: simple programs do not answer that they do not
        assertThat(lines.onPush(EVENT, Json.NULL)).isTrue();
    }
}
