/// What clients that mean harm do to those that do not: attacks on the HTTP server of a binder, while the time of
/// a well-behaved client is taken.
package afb4j.benchmarks.abuse;
