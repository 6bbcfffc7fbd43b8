package afb4j.server.http;

import afb4j.sequencer.ConfinedTo;

/// Answers requests of one [Route].
@ConfinedTo("connection event loop")
public interface HttpHandler {

    /// A request has come. Must end, now or later and by any thread, in exactly one of
    /// [HttpExchange#respond], [HttpExchange#decline] and [HttpExchange#upgrade]. Must not block.
    void handle(HttpExchange exchange);
}
