package afb4j.protocol.legacy;

/// First bytes of messages (4.1, 4.3).
final class Codes {

    static final int CALL = 'C';
    static final int SUCCESS = 'T';
    static final int FAILURE = 'F';
    static final int REPLY = 'Y';
    static final int EVENT_CREATE = '+';
    static final int EVENT_REMOVE = '-';
    static final int PUSH = '!';
    static final int BROADCAST = '*';
    static final int SUBSCRIBE = 'S';
    static final int UNSUBSCRIBE = 'U';
    static final int SUBCALL = 'B';
    static final int SUBCALL_ANSWER = 'R';
    static final int DESCRIBE = 'D';
    static final int DESCRIPTION = 'd';

    private Codes() {}
}
