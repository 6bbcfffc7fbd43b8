package afb4j.benchmarks.run;

/// One row of the table: what is asked of a server.
///
/// @param connections how many at the same time
/// @param inFlight calls that each connection keeps unanswered, or pushes that the first one keeps on their
///     way
/// @param argumentBytes letters of the argument, or of what is pushed
record Load(int connections, int inFlight, int argumentBytes) {

    @Override
    public String toString() {
        return connections + " conn, " + inFlight + " in flight, " + argumentBytes + " bytes";
    }
}
