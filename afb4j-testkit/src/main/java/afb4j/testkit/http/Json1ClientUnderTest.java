package afb4j.testkit.http;

import java.util.function.Consumer;

/// How a play drives a client of `x-afb-ws-json1`. All methods are called on the thread of the player;
/// callbacks may come on any thread.
public interface Json1ClientUnderTest {

    /// Connects.
    ///
    /// @param port     on loopback
    /// @param path     path and query, which names session and token
    /// @param listener to be told of events and of the end of the connection
    Conversation open(int port, String path, Listener listener);

    /// An open connection.
    interface Conversation extends AutoCloseable {

        /// Calls a verb. Returns without waiting for the reply.
        ///
        /// @param argument JSON text
        /// @param onReply  to be given the reply, exactly once
        void call(String api, String verb, String argument, Consumer<Json1ReplySeen> onReply);

        /// Ends the connection. Idempotent.
        @Override
        void close();
    }

    /// What a client tells of a connection.
    interface Listener {

        /// An event came.
        ///
        /// @param name `api/event`
        /// @param data JSON text
        void onEvent(String name, String data);

        /// The connection has ended, and it was not this side that wanted it.
        void onHangup();
    }
}
