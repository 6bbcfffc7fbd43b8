package afb4j.testkit.vector;

/// A client of a few lines, right or wrong on purpose: what a [ClientPlay] is tested against.
final class TinyClient implements ClientUnderTest {

    /// What it does wrong.
    enum Fault {
        NONE,
        SAYS_ANOTHER_VERB,
        LOSES_BROKEN_REPLY,
        TELLS_REPLY_TWICE,
        ALTERS_REPLY,
        FORGETS_PENDING_CALLS,
        KEEPS_BAD_VERSION,
        SENDS_NO_PONG,
        HIDES_HANGUP,
        FRAGMENTS,
        USES_ANOTHER_SESSION,
        USES_SESSION_BEFORE_ANNOUNCING,
        FORGETS_TOKEN,
        ANNOUNCES_TWICE,
        LOSES_PUSH,
        SHOWS_PUSH_TWICE,
        ALTERS_BROADCAST,
        SWALLOWS_UNWANTED_PUSH,
        SHOWS_AND_ANSWERS_UNWANTED_PUSH,
        ANSWERS_WANTED_PUSH,
        ALTERS_DESCRIPTION,
        HIDES_FAILURE_OF_SUBCALL,
        NAMES_ANOTHER_API
    }

    /// Which of the accepted ways it goes.
    enum Style {
        /// Announces at once, shows every push: as the recorded programs do.
        SIMPLE,
        /// Announces with the first call, answers unwanted pushes by `U`, drops session and token at the end.
        CAREFUL
    }

    private final Fault fault;
    private final Style style;

    TinyClient(Fault fault) {
        this(fault, Style.SIMPLE);
    }

    TinyClient(Fault fault, Style style) {
        this.fault = fault;
        this.style = style;
    }

    @Override
    public Conversation open(ClientSetup setup, ClientListener listener) {
        return new TinyTalk(setup, listener, fault, style);
    }
}
