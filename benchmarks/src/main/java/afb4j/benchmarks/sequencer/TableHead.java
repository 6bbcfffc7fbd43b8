package afb4j.benchmarks.sequencer;

/// Prints the head of the table.
final class TableHead {

    private TableHead() {}

    public static void main(String[] arguments) {
        Row.printHead();
    }
}
