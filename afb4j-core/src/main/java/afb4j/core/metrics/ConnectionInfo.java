package afb4j.core.metrics;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;

/// A connection at one moment.
///
/// @param id as in the log: no other connection of its kind has it
/// @param kind what is spoken: `wsapi`, `json1`, `http`
/// @param peer who is at the other end: an address, or the process at the other end of a unix socket; never a
///     session or a token
/// @param api the API it is for; empty when it is for all
/// @param inFlight calls that are not answered yet
/// @param subscriptions events it has subscribed to
/// @param since when it was accepted
@Immutable
@SuppressWarnings("Immutable") // Instant is
public record ConnectionInfo(
        long id, String kind, String peer, String api, int inFlight, int subscriptions, Instant since) {}
