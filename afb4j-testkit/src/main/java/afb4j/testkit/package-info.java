/// Checks that every test of ours may ask for: nothing logged that nobody expected, no thread left behind
/// (rule R36).
package afb4j.testkit;
