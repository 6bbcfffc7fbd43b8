package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import java.util.OptionalLong;

/// One line of a recording.
///
/// @param direction who sent it
/// @param event     what it is
/// @param frame     the websocket frame; an empty one when `event` is not `FRAME`
/// @param dialect   the dialect of this frame: that of the file, but for chains of mixed vintages
/// @param link      which link of a chain, such as `C-A`; empty when there is one link
/// @param connection number of the connection on that link, 1 when there is one
/// @param optional  whether a program under test may leave it out; never in a recording, set by
///     [AcceptedDeviation]
/// @param note      what the recorder wrote: intention of the script, decoded message
@Immutable
public record VectorFrame(
        Direction direction,
        Event event,
        WsFrame frame,
        Dialect dialect,
        String link,
        int connection,
        boolean optional,
        String note) {

    /// What a line of a recording stands for.
    public enum Event {
        /// The connection was opened.
        OPEN,
        /// A websocket frame.
        FRAME,
        /// That side ended its stream.
        EOF
    }

    /// Returns this line with another websocket frame.
    VectorFrame withFrame(WsFrame other) {
        return new VectorFrame(direction, event, other, dialect, link, connection, optional, note);
    }

    /// Returns this line, that may be left out.
    VectorFrame asOptional() {
        return new VectorFrame(direction, event, frame, dialect, link, connection, true, note);
    }

    /// Returns the same line on another link.
    VectorFrame onLink(String other) {
        return new VectorFrame(direction, event, frame, dialect, other, connection, optional, note);
    }

    /// Returns a message that one side says on the same connection.
    ///
    /// @param hex the message in hexadecimal
    VectorFrame said(Direction way, String hex, String why) {
        return follower(way, Event.FRAME, WsFrame.of(Opcode.BINARY, hex), why);
    }

    /// Returns the beginning or the end of the same connection.
    VectorFrame edge(Direction way, Event what) {
        return follower(way, what, WsFrame.of(Opcode.BINARY, ""), what.name());
    }

    /// Returns the connection.
    ConnectionKey key() {
        return new ConnectionKey(link, connection);
    }

    /// Returns whether it is a message of that kind.
    boolean isMessage(String kind) {
        return message().filter(message -> message.is(kind)).isPresent();
    }

    /// Returns an id in the message, or nothing when it has none.
    OptionalLong id(String field) {
        return message().flatMap(message -> message.field(field)).stream()
                .mapToLong(Field::number)
                .findFirst();
    }

    /// Returns a line that follows this one on the same connection.
    VectorFrame follower(Direction way, Event what, WsFrame content, String why) {
        return new VectorFrame(way, what, content, dialect, link, connection, false, why);
    }

    VectorFrame withHex(String hex) {
        return withFrame(frame.withHex(hex));
    }

    boolean isOnSameConnection(VectorFrame other) {
        return link.equals(other.link) && connection == other.connection;
    }

    boolean isFrame(int opcode) {
        return event == Event.FRAME && frame.opcode() == opcode;
    }

    /// Decodes the message of a whole binary frame.
    Optional<Message> message() {
        return event == Event.FRAME && frame.isMessage()
                ? Optional.of(MessageDecoder.decode(dialect, direction, frame.payload()))
                : Optional.empty();
    }
}
