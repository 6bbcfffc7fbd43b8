package afb4j.fuzz;

import afb4j.protocol.websocket.FrameSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a frame decoder hands over, with copies of the payloads.
final class EventList implements FrameSink {

    /// One call of the sink; `kind` names it.
    record Event(String kind, ByteBuf payload) {}

    private static final String MESSAGE = "message";

    private final List<Event> events = new ArrayList<>();

    List<Event> events() {
        return events;
    }

    /// The payloads of the messages.
    List<ByteBuf> messages() {
        return events.stream()
                .filter(event -> event.kind().equals(MESSAGE))
                .map(Event::payload)
                .toList();
    }

    void add(String kind, ByteBuf payload) {
        events.add(new Event(kind, Unpooled.copiedBuffer(payload)));
    }

    @Override
    public void onMessage(ByteBuf payload) {
        add(MESSAGE, payload);
    }

    @Override
    public void onPing(ByteBuf payload) {
        add("ping", payload);
    }

    @Override
    public void onPong(ByteBuf payload) {
        add("pong", payload);
    }

    @Override
    public void onClose(int code) {
        add("close " + code, Unpooled.EMPTY_BUFFER);
    }
}
