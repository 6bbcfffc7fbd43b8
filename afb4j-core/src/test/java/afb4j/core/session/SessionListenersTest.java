package afb4j.core.session;

import static afb4j.core.session.TestSessions.CONFIG;
import static afb4j.core.session.TestSessions.HOUR;
import static afb4j.core.session.TestSessions.granted;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class SessionListenersTest {

    private static final Data DATA = Json.of(1);

    private final VirtualLoop loop = new VirtualLoop();
    private final SessionTable table = TestSessions.table(CONFIG, loop);
    private final LiveSession session = granted(table.acquire("one"));
    private final List<String> heard = new ArrayList<>();

    @Test
    void tellsEachListenerOnceInOrderOfAddition() { // S-55, S-56
        session.addListener(new Named("first"));
        session.addListener(new Named("second"));
        session.addListener(new Named("first"));

        int told = session.send("event", DATA);

        assertThat(told).isEqualTo(2);
        assertThat(heard).containsExactly("first event 1", "second event 1");
    }

    @Test
    void tellsAListenerUntilItWasRemovedAsOftenAsAdded() { // S-55
        session.addListener(new Named("first"));
        session.addListener(new Named("second"));
        session.addListener(new Named("first"));

        session.removeListener(new Named("first"));
        assertThat(session.send("event", DATA)).isEqualTo(2);

        session.removeListener(new Named("first"));
        assertThat(session.send("event", DATA)).isOne();
        assertThat(heard).containsExactly("first event 1", "second event 1", "second event 1");
    }

    @Test
    void removesAnUnknownListenerWithoutHarm() { // S-55
        session.addListener(new Named("first"));

        session.removeListener(new Named("second"));

        assertThat(session.send("event", DATA)).isOne();
    }

    @Test
    void tellsAllOpenSessions() { // S-57
        session.addListener(new Named("first"));
        granted(table.acquire("two")).addListener(new Named("second"));
        granted(table.acquire("three"));

        assertThat(table.sendToAll("event", DATA)).isEqualTo(2);

        assertThat(heard).containsExactlyInAnyOrder("first event 1", "second event 1");
    }

    @Test
    void tellsNeitherClosedNorExpiredSessions() { // S-57, B-29
        session.addListener(new Named("expired"));
        loop.pass(HOUR);
        LiveSession closed = granted(table.acquire("two"));
        closed.addListener(new Named("closed"));
        closed.close();

        assertThat(table.sendToAll("event", DATA)).isZero();
        assertThat(session.send("event", DATA)).isZero();
        assertThat(closed.send("event", DATA)).isZero();
        assertThat(heard).isEmpty();
    }

    @Test
    void letsAListenerAddListeners() { // S-57, B-29
        session.addListener((_, _) -> session.addListener(new Named("added")));

        assertThat(session.send("event", DATA)).isOne();
        assertThat(heard).isEmpty();

        assertThat(session.send("event", DATA)).isEqualTo(2);
        assertThat(heard).containsExactly("added event 1");
    }

    @Test
    void doesNotTellAListenerThatWasRemovedBeforeItsTurn() { // S-57, B-29
        session.addListener((_, _) -> session.removeListener(new Named("second")));
        session.addListener(new Named("second"));
        session.addListener(new Named("third"));

        assertThat(session.send("event", DATA)).isEqualTo(2);

        assertThat(heard).containsExactly("third event 1");
    }

    @Test
    void stopsWhenAListenerClosesTheSession() { // S-57, B-29
        session.addListener((_, _) -> session.close());
        session.addListener(new Named("second"));

        assertThat(table.sendToAll("event", DATA)).isOne();

        assertThat(heard).isEmpty();
        session.addListener(new Named("late"));
        assertThat(session.send("event", DATA)).isZero();
    }

    @Test
    void tellsTheOthersWhenAListenerFails(LogCapture logs) {
        logs.expect("session 1: a listener failed");
        session.addListener((_, _) -> {
            throw new IllegalStateException("broken");
        });
        session.addListener(new Named("second"));

        assertThat(session.send("event", DATA)).isEqualTo(2);

        assertThat(heard).containsExactly("second event 1");
    }

    /// Equal to another of the same name, as callback and closure are of the C binder.
    private final class Named implements SessionListener {
        private final String name;

        private Named(String name) {
            this.name = name;
        }

        @Override
        public void onEvent(String event, Data data) {
            heard.add(name + " " + event + " " + data.toJson());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
