package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One step of a recording. Those of a connection name it; a request without name has a connection of its
/// own.
sealed interface HttpStep {

    /// A request and its reply.
    ///
    /// @param connection  its name, empty for one of its own
    /// @param recommended what is recommended instead of the recorded reply
    /// @param capturesTag whether the ETag of the reply is used later
    record Exchange(
            String connection,
            SentRequest request,
            WantedReply reply,
            Optional<WantedReply> recommended,
            boolean capturesTag,
            Duration patience)
            implements HttpStep {

        Exchange withReply(WantedReply other) {
            return new Exchange(connection, request, other, recommended, capturesTag, patience);
        }

        Exchange withRequest(SentRequest other) {
            return new Exchange(connection, other, reply, recommended, capturesTag, patience);
        }
    }

    /// A request for a websocket, and its reply.
    record Upgrade(String connection, SentRequest request, String key, WantedReply reply) implements HttpStep {

        Upgrade withReply(WantedReply other) {
            return new Upgrade(connection, request, key, other);
        }
    }

    /// A frame that is sent.
    ///
    /// @param recommended what is recommended to come next, instead of what is recorded
    @Immutable
    @SuppressWarnings("Immutable") // a copy that cannot be changed
    record Send(String connection, RawFrame frame, List<WantedFrame> recommended) implements HttpStep {
        public Send {
            recommended = List.copyOf(recommended);
        }
    }

    /// The end of a TCP connection, without a close frame.
    record Leave(String connection) implements HttpStep {}

    /// Frames that come, in any order.
    @Immutable
    @SuppressWarnings("Immutable") // a copy that cannot be changed
    record Receive(String connection, List<WantedFrame> frames, Duration patience) implements HttpStep {
        public Receive {
            frames = List.copyOf(frames);
        }
    }

    /// Nothing comes for a while.
    record Silence(String connection, Duration time) implements HttpStep {}

    /// Time passes.
    record Pause(Duration time) implements HttpStep {}
}
