package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Sequencer;

/// One of many idle sequencers.
///
/// @param number its number among them, from 0
record Started(int number, Sequencer<?, String> sequencer) {}
