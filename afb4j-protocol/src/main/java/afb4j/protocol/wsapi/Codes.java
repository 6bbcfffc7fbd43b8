package afb4j.protocol.wsapi;

/// First bytes of messages (3.1), and numbers that only the codec needs.
final class Codes {

    static final int VERSION_OFFER = 'V';
    static final int VERSION_SET = 'v';
    static final int CALL = 'K';
    static final int REPLY = 'k';
    static final int EVENT_CREATE = 'E';
    static final int EVENT_REMOVE = 'e';
    static final int SUBSCRIBE = 'X';
    static final int UNSUBSCRIBE = 'x';
    static final int PUSH = 'P';
    static final int BROADCAST = 'B';
    static final int UNEXPECTED = 'U';
    static final int DESCRIBE = 'D';
    static final int DESCRIPTION = 'd';
    static final int SESSION_ADD = 'S';
    static final int SESSION_DROP = 's';
    static final int TOKEN_ADD = 'T';
    static final int TOKEN_DROP = 't';

    /// "wsapi" in six bits a letter: what a version offer begins with (3.2).
    static final int WSAPI_IDENTIFIER = 0x174C1409;

    private Codes() {}
}
