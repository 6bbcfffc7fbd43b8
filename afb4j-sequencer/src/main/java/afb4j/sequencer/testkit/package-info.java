/// The test kit: a loop whose turns and time are moved by hand, scripted connections, a recorder of traces with text
/// assertions, and seeded interleavings (decision J-13). It ships, so that users test their sequencers without waiting.
package afb4j.sequencer.testkit;
