package afb4j.cli.client;

import afb4j.api.Json;
import java.util.List;
import java.util.Optional;

/// What a [Conversation] reacts to.
sealed interface Happening {

    /// Lines came from standard input.
    record Lines(List<String> lines) implements Happening {}

    /// Standard input has ended.
    ///
    /// @param failure why, empty for a regular end
    record EndOfInput(String failure) implements Happening {}

    /// A call was answered.
    ///
    /// @param bytes size of its argument
    /// @param line what to print about it
    /// @param data what to print of its reply
    record Replied(int bytes, boolean isSuccess, String line, Json data) implements Happening {}

    /// Something about an event, or a call of the binder.
    ///
    /// @param line what to print about it
    /// @param data what it carries, if anything
    record Heard(String line, Optional<Json> data) implements Happening {

        /// The size of the data.
        int bytes() {
            return data.map(json -> json.rawUtf8().length).orElse(0);
        }
    }

    /// The connection is over. Comes after the replies to all pending calls.
    ///
    /// @param complaint a sentence for people, empty when there is nothing to add
    record HungUp(String complaint) implements Happening {}
}
