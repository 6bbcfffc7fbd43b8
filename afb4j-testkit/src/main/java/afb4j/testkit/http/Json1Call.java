package afb4j.testkit.http;

import java.util.Optional;

/// A call as a client wrote it: `[2,"id","api/verb",argument]`, with or without a token behind.
///
/// @param id        chosen by the client
/// @param procedure `api/verb`
/// @param argument  JSON text
/// @param token     the fifth item
public record Json1Call(String id, String procedure, String argument, Optional<String> token) {}
