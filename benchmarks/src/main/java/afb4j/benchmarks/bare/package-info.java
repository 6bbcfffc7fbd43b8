/// Servers that do as little as can be done, to know what the machine could do.
package afb4j.benchmarks.bare;
