package afb4j.api;

/// What happens to the session of the caller when a verb has answered success.
public enum SessionEffect {
    /// Nothing.
    NONE,
    /// It gets a new token, and the one presented is refused from then on (S-52).
    REFRESH_TOKEN,
    /// It ends (S-50).
    CLOSE
}
