package afb4j.core;

/// Where the calls of one API go: verbs of this process, or another binder.
@FunctionalInterface
public interface ApiTarget {

    /// Takes over a call; it will be answered exactly once. Called on the loop of the origin: must not block.
    void accept(Call call);
}
