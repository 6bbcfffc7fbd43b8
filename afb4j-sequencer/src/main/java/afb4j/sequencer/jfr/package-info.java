/// Flight Recorder events of sequencers (decision J-12). The only package that needs the module `jdk.jfr`; who does
/// not use it runs without.
package afb4j.sequencer.jfr;
