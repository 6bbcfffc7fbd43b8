/// The calling end that keeps its connection: opened when it is needed or at once, opened again when it was
/// lost.
package afb4j.transport.link;
