package afb4j.sequencer.jfr;

import afb4j.sequencer.Sequencer;
import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// The events of [FlightRecorderObserver]. Payloads are never recorded, only their types.
final class SequencerEvents {

    private SequencerEvents() {}

    /// What every event tells.
    @Category({"afb4j", "Sequencer"})
    @StackTrace(false)
    @Enabled
    abstract static class OfSequencer extends Event {
        @Label("Sequencer")
        String sequencer = "";

        @Label("Sequencer Id")
        long sequencerId;

        void of(Sequencer<?, ?> seq) {
            sequencer = seq.name();
            sequencerId = seq.id();
        }
    }

    @Name("afb4j.SequencerSignal")
    @Label("Signal Handled")
    static final class Delivered extends OfSequencer {
        @Label("Kind")
        String kind = "";

        @Label("Waited")
        @Timespan
        long waited;

        @Label("Took")
        @Timespan
        long took;
    }

    @Name("afb4j.SequencerLost")
    @Label("Message Lost")
    static final class Lost extends OfSequencer {
        @Label("Kind")
        String kind = "";

        @Label("Why")
        String why = "";
    }

    @Name("afb4j.SequencerRetry")
    @Label("Retry Scheduled")
    static final class Retry extends OfSequencer {
        @Label("Attempt")
        int attempt;

        @Label("Delay")
        @Timespan
        long delay;

        @Label("Concealed")
        boolean concealed;
    }

    @Name("afb4j.SequencerConnection")
    @Label("Connection State")
    static final class Connection extends OfSequencer {
        @Label("Connection")
        long connection;

        @Label("State")
        String state = "";
    }

    @Name("afb4j.SequencerFailure")
    @Label("Failure")
    static final class Failed extends OfSequencer {
        @Label("Failure")
        String failure = "";
    }

    @Name("afb4j.SequencerEnd")
    @Label("Sequencer Ended")
    static final class Ended extends OfSequencer {
        @Label("Ending")
        String ending = "";

        @Label("Age")
        @Timespan
        long age;

        @Label("Discarded")
        int discarded;
    }
}
