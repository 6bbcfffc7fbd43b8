package afb4j.testkit.vector;

/// What a program must know for a recording to be played against it, besides calls.
public enum Feature {
    /// Being client of one side and server of the other.
    RELAY("relaying"),
    /// Connecting again after a loss (W-99).
    RECONNECTION("reconnection"),
    /// Sessions and their values.
    SESSIONS("sessions"),
    /// Tokens.
    TOKENS("tokens"),
    /// Credentials of the connection and on behalf.
    CREDENTIALS("credentials"),
    /// Events: subscription, push, removal.
    EVENTS("events"),
    /// Broadcasts.
    BROADCASTS("broadcasts"),
    /// Descriptions of APIs.
    DESCRIPTION("descriptions"),
    /// Verbs that ask for a level of assurance, a checked token or the end of the session.
    GUARDS("guards of verbs"),
    /// Calls and subcalls from verb to verb.
    API_CALLS("calls between APIs"),
    /// Subcalls of the dialect of 2017.
    SUBCALLS("legacy subcalls");

    private final String label;

    Feature(String label) {
        this.label = label;
    }

    /// Returns its name for people.
    public String label() {
        return label;
    }
}
