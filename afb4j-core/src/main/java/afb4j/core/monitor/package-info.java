/// The API `monitor`: looks into a running binder. Begin with [afb4j.core.monitor.MonitorApi].
package afb4j.core.monitor;
