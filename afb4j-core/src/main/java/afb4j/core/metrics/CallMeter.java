package afb4j.core.metrics;

import afb4j.api.Status;

/// What is told of each call that an API takes over. Any thread; never blocks.
public interface CallMeter {

    /// A call begins that will be answered later; [#ends] follows, on another thread maybe before this.
    void begins();

    /// A call that [#begins] counted was answered.
    ///
    /// @param verb as it was called
    /// @param nanos since the API took it over
    void ends(String verb, Status status, long nanos);

    /// A call was answered while the API took it over.
    ///
    /// @param verb as it was called
    /// @param nanos since the API took it over
    void ran(String verb, Status status, long nanos);
}
