/// `benchmarks/sequencer`: what a sequencer costs its loop, its memory and its neighbours.
package afb4j.benchmarks.sequencer;
