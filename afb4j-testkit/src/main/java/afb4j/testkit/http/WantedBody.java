package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import tools.jackson.databind.JsonNode;

/// The body that a reply has to have.
sealed interface WantedBody {

    /// Nothing is said about it.
    record Any() implements WantedBody {}

    /// This text, exactly; empty for no body.
    record Exact(String text) implements WantedBody {}

    /// One line of text for people, not empty.
    record Line() implements WantedBody {}

    /// This value, compared as [JsonComparison] does.
    @Immutable
    @SuppressWarnings("Immutable") // a tree that nobody changes
    record Value(JsonNode json) implements WantedBody {}
}
