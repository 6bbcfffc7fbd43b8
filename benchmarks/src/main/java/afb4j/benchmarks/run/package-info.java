/// `benchmarks/run`: starts servers and loads, compares, prints.
package afb4j.benchmarks.run;
