package afb4j.testkit.http;

import java.util.Optional;

/// A reply as the user of a client sees it.
///
/// @param status   its name
/// @param code     its code
/// @param info     the text for people, if there is one
/// @param response JSON text, `null` when there is none
public record Json1ReplySeen(String status, int code, Optional<String> info, String response) {}
