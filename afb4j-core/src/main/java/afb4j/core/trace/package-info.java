/// Hooks by which the activity of a binder is traced, while somebody wants it. Knows nothing of the rest of the
/// core. Begin with [afb4j.core.trace.Tracing].
package afb4j.core.trace;
