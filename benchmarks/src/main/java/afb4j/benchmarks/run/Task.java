package afb4j.benchmarks.run;

import afb4j.benchmarks.BenchmarkApi;
import java.util.List;

/// What the load generator does at a server.
///
/// @param options of the load generator
record Task(List<String> options) {

    /// Pushes an event to all connections; what counts is deliveries, and the time to the last one.
    static final Task EVENTS = new Task(List.of("-f"));

    /// Calls a verb.
    static Task calls(String verb) {
        return new Task(List.of("-v" + verb));
    }

    /// Calls a verb by json1.
    static Task callsByJson1(String verb) {
        return new Task(List.of("-v" + verb, "-j"));
    }

    /// Calls a verb in a session of the connection and with the token.
    static Task callsInSession(String verb) {
        return new Task(List.of("-v" + verb, "-S", "-T" + BenchmarkApi.TOKEN));
    }
}
