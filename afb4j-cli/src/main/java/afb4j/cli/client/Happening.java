package afb4j.cli.client;

import afb4j.api.Reply;
import java.util.List;

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

    /// The connection is over. Comes after the replies to all pending calls.
    record HungUp() implements Happening {}
}
