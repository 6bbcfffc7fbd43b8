/// `benchmarks/jmh`: what the stages of a call cost, one by one.
package afb4j.benchmarks.jmh;
