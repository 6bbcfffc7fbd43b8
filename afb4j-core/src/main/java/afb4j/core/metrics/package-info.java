/// What a binder counts and lists for those who watch it: calls by API, verb and status with their latencies,
/// connections, links. Knows nothing of the rest of the core. Begin with
/// [afb4j.core.metrics.CallStatistics].
package afb4j.core.metrics;
