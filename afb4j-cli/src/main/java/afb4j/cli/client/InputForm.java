package afb4j.cli.client;

/// How lines of input, and the words of the command line, name what to call (http-and-wsj1.md 9).
enum InputForm {
    /// `verb data...`, of the one API.
    DIRECT("SEND-CALL: "),
    /// `api verb data...`; the verb is then named `api/verb`. Also `! name data...`, an event.
    JSON1("SEND-CALL ");

    private final String echo;

    InputForm(String echo) {
        this.echo = echo;
    }

    /// What `--echo` prints before verb and data of a call.
    String echo() {
        return echo;
    }

    /// The most words that a request has on the command line.
    int maxWords() {
        return this == DIRECT ? 2 : 3;
    }
}
