package afb4j.core.document;

import java.time.Instant;

/// A document in a list (S-81).
///
/// @param name by which it is loaded
/// @param modified when it was saved last
public record DocumentEntry(String name, Instant modified) {}
