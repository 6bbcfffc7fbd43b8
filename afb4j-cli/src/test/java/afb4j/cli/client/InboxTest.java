package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What waits to be looked at (R19).
final class InboxTest {

    private final Inbox inbox = new Inbox(1);

    private static Happening.Heard event(Optional<Json> data) {
        return new Happening.Heard("ON-EVENT", data);
    }

    @Test
    void dropsAndCountsEventsBeyondTheirNumber() {
        for (int i = 0; i < Inbox.MAX_EVENTS + 3; i++) {
            inbox.addEvent(event(Optional.empty()));
        }
        inbox.add(new Happening.HungUp("")); // has a place of its own

        assertThat(inbox.takeDropped()).isEqualTo(3);
        assertThat(inbox.takeDropped()).isZero();
    }

    @Test
    void dropsEventsBeyondTheirSizeUntilSomeWereTaken() throws InterruptedException {
        Happening.Heard quarter = event(Optional.of(Json.of("z".repeat((int) (Inbox.MAX_EVENT_BYTES / 4)))));
        for (int i = 0; i < 4; i++) {
            inbox.addEvent(quarter);
        }
        assertThat(inbox.takeDropped()).isOne();

        inbox.take();
        inbox.addEvent(quarter);

        assertThat(inbox.takeDropped()).isZero();
    }
}
