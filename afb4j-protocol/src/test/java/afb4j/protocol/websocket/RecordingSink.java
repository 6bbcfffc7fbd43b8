package afb4j.protocol.websocket;

import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a decoder hands over, payloads in hexadecimal.
final class RecordingSink implements FrameSink {

    private final List<String> events = new ArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void onMessage(ByteBuf payload) {
        events.add("message " + Wire.hex(payload));
    }

    @Override
    public void onPing(ByteBuf payload) {
        events.add("ping " + Wire.hex(payload));
    }

    @Override
    public void onPong(ByteBuf payload) {
        events.add("pong " + Wire.hex(payload));
    }

    @Override
    public void onClose(int code) {
        events.add("close " + code);
    }
}
