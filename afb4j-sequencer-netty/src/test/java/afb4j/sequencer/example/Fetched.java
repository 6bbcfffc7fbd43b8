package afb4j.sequencer.example;

/// The one message of the five GETs: a page was answered with `status`.
public record Fetched(int status) {
    @Override
    public String toString() {
        return "Fetched " + status;
    }
}
