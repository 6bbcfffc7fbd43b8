package afb4j.benchmarks.run;

/// One row of the table: what is asked of a server.
///
/// @param connections how many at the same time
/// @param inFlight calls that each connection keeps unanswered
/// @param argumentBytes letters of the argument
record Load(int connections, int inFlight, int argumentBytes) {

    @Override
    public String toString() {
        return connections + " conn, " + inFlight + " in flight, " + argumentBytes + " bytes";
    }
}
