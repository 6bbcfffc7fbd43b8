package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// A frame that has to come.
sealed interface WantedFrame {

    /// A text that is this JSON value.
    ///
    /// @param raw the exact text, where it is wanted
    @Immutable
    @SuppressWarnings("Immutable") // a tree that nobody changes
    record JsonText(JsonNode json, Optional<String> raw) implements WantedFrame {}

    /// A close frame.
    record Close(OptionalInt code, String reason) implements WantedFrame {}

    /// A pong with these data.
    record Pong(String hex) implements WantedFrame {}
}
