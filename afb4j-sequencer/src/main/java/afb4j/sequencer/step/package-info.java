/// Ready-made steps: sequencers for what is wanted again and again. Each is a spec, to be started in a runtime or,
/// with [afb4j.sequencer.Sequencer#start(afb4j.sequencer.SequencerSpec, java.util.function.BiFunction)], as a child
/// whose end is a message to its parent; each has its answer in its state.
package afb4j.sequencer.step;
