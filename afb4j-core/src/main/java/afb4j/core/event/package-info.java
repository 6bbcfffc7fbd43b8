/// Events: who listens to what, pushes and broadcasts, slow listeners, and the handlers of APIs. Begin with
/// [afb4j.core.event.EventHub].
package afb4j.core.event;
