package afb4j.cli.client;

import afb4j.api.Json;
import java.util.List;

/// What a [Conversation] calls: one API by its binary protocol, or all APIs of a binder by the JSON
/// websocket. What happens comes to the [Inbox]: one reply for each call, events, the hang-up behind them.
/// May be used by any thread.
interface Remote extends AutoCloseable {

    /// How a line of input names what to call.
    InputForm form();

    /// Makes the call of that number.
    ///
    /// @param verb as the form gave it
    /// @param bytes size of the argument as it was given
    void call(int number, String verb, Json argument, int bytes);

    /// Sends an event, where the form has them.
    void sendEvent(String name, Json object);

    /// A value on one line, or as the protocol says.
    String raw(Json value);

    /// What may stand behind these words at the begin of a line. Asks the other end, and waits for it a
    /// moment.
    List<String> completions(List<String> words);

    /// Hangs up, when everything was sent.
    @Override
    void close();
}
