package afb4j.testkit.http;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The end of a json1 websocket that a [ScriptedJson1Server] has. Used by one thread.
public final class Json1Link implements AutoCloseable {
    private static final int CALL = 2;
    private static final int NO_CODE = -1;

    private final HttpHead request;
    private final FrameSocket socket;
    private final Duration patience;

    Json1Link(HttpHead request, FrameSocket socket, Duration patience) {
        this.request = request;
        this.socket = socket;
        this.patience = patience;
    }

    /// Returns the request that asked for the websocket.
    public HttpHead request() {
        return request;
    }

    /// Reads a frame.
    ///
    /// @throws HttpMismatch when none comes in time, or it is not masked, as those of clients must be (P31)
    public RawFrame frame() {
        RawFrame frame = socket.frame(patience);
        if (!frame.masked()) {
            throw new HttpMismatch("expected a masked frame of the client, got " + frame);
        }
        return frame;
    }

    /// Reads a text.
    ///
    /// @throws HttpMismatch when another frame comes, or none in time
    public String text() {
        RawFrame frame = frame();
        if (!frame.isText()) {
            throw new HttpMismatch("expected a whole text, got " + frame);
        }
        return frame.text();
    }

    /// Reads a call.
    ///
    /// @throws HttpMismatch when something else comes, or nothing in time
    public Json1Call call() {
        String text = text();
        JsonNode items = json(text);
        if (!items.isArray()
                || items.size() < 4
                || items.size() > 5
                || !items.get(0).equals(JsonComparison.MAPPER.getNodeFactory().numberNode(CALL))
                || !items.get(1).isString()
                || !items.get(2).isString()) {
            throw new HttpMismatch("expected [2,ID,PROCEDURE,ARGUMENT] or a token behind, got " + Shown.cut(text));
        }
        return new Json1Call(
                items.get(1).asString(),
                items.get(2).asString(),
                items.get(3).toString(),
                Optional.ofNullable(items.get(4)).filter(JsonNode::isString).map(JsonNode::asString));
    }

    private static JsonNode json(String text) {
        try {
            return JsonComparison.MAPPER.readTree(text);
        } catch (JacksonException failure) {
            throw new HttpMismatch("expected JSON, got " + Shown.cut(text), failure);
        }
    }

    /// Sends a text.
    public void send(String text) {
        send(RawFrame.text(text));
    }

    /// Sends any frame.
    public void send(RawFrame frame) {
        socket.send(frame);
    }

    /// Answers a call: `[3,ID,ENVELOPE]`, or 4 for a failure.
    public void reply(Json1Call call, boolean isSuccess, String envelope) {
        String id = JsonComparison.MAPPER.getNodeFactory().stringNode(call.id()).toString();
        send("[" + (isSuccess ? 3 : 4) + "," + id + "," + envelope + "]");
    }

    /// Sends an event with these data, JSON text.
    public void event(String name, String data) {
        send("[5,\"" + name + "\",{\"jtype\":\"afb-event\",\"event\":\"" + name + "\",\"data\":" + data + "}]");
    }

    /// Sends a close frame without code.
    public void sendClose() {
        send(RawFrame.close(NO_CODE, ""));
    }

    /// Returns whether the client ends its stream, within the patience, and says nothing before.
    public boolean isEnded() {
        return socket.socket().next(patience) == HttpSocket.Next.END;
    }

    /// Ends the connection, without a close frame.
    @Override
    public void close() {
        socket.close();
    }
}
