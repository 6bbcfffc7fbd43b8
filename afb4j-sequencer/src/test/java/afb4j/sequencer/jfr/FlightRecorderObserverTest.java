package afb4j.sequencer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.testkit.ScriptedConnector;
import afb4j.sequencer.testkit.VirtualLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlightRecorderObserverTest {

    @TempDir
    private Path directory;

    // J-12
    @Test
    void recordsWhatASequencerDoes() throws IOException {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.start();
            play();
            recording.stop();
            Path file = directory.resolve("sequencer.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }

        assertThat(texts(events, "afb4j.SequencerSignal", "kind"))
                .containsExactly("Created", "ConnectFailed", "TimedOut", "Connected", "Destroyed");
        assertThat(texts(events, "afb4j.SequencerConnection", "state"))
                .containsExactly("CONNECTING", "CLOSE_PENDING", "CLOSED", "CONNECTING", "OPEN", "CLOSED");
        assertThat(texts(events, "afb4j.SequencerLost", "why")).containsExactly("refused: CLOSED");
        assertThat(texts(events, "afb4j.SequencerEnd", "ending")).containsExactly("Done");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("afb4j.SequencerRetry"))
                .singleElement()
                .returns(Duration.ofSeconds(3), event -> event.getDuration("delay"))
                .returns("recorded", event -> event.getString("sequencer"));
    }

    private static void play() {
        VirtualLoop loop = new VirtualLoop();
        ScriptedConnector connector =
                new ScriptedConnector().thenFails(new IOException("down")).thenOpens();
        SequencerRuntime runtime =
                new SequencerRuntime(List.of(loop), new FlightRecorderObserver(), new SplittableRandom(1));
        Sequencer<String, String> seq = runtime.start(SequencerSpec.<String, String>builder(
                        "recorded", () -> "", (self, _, signal) -> handle(self, signal, connector))
                .retryPolicy(RetryPolicy.of(Duration.ofSeconds(3)))
                .build());
        loop.advance(Duration.ofSeconds(10));
        seq.offer("too late");
    }

    private static Verdict handle(Sequencer<?, String> seq, Signal<String> signal, ScriptedConnector connector) {
        if (signal instanceof Signal.ConnectFailed<String> failed) {
            seq.retryAfter(seq.retry().next(failed.cause()), "again");
        } else if (signal instanceof Signal.Created<String> || signal instanceof Signal.TimedOut<String>) {
            seq.connect(connector);
        }
        return signal instanceof Signal.Connected<String> ? Verdict.DONE : Verdict.CONTINUE;
    }

    private static List<String> texts(List<RecordedEvent> events, String type, String field) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .map(event -> event.getString(field))
                .toList();
    }
}
