package afb4j.cli.client;

import afb4j.api.Json;
import afb4j.api.Reply;
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
    /// @param number of the call, from 1
    /// @param verb what was called
    /// @param bytes size of its argument
    record Replied(int number, String verb, int bytes, Reply reply) implements Happening {}

    /// Something about an event.
    ///
    /// @param line what to print about it
    /// @param data what the event carries, if it was pushed or broadcast
    record Heard(String line, Optional<Json> data) implements Happening {

        /// The size of the data.
        int bytes() {
            return data.map(json -> json.rawUtf8().length).orElse(0);
        }
    }

    /// The connection is over. Comes after the replies to all pending calls.
    record HungUp() implements Happening {}
}
