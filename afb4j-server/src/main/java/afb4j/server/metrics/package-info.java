/// What a binder tells those who watch many of them: metrics in the formats of Prometheus, whether it lives, and
/// whether it is ready. Begin with [afb4j.server.metrics.MonitorRoutes].
package afb4j.server.metrics;
