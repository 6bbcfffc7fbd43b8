package afb4j.protocol.json;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.websocket.FrameEncoder;
import com.google.errorprone.annotations.Immutable;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Writes messages of `x-afb-ws-json1`, each as the payload of one websocket text, behind what a buffer
/// already holds: compact, byte by byte as the C binder does (http-and-wsj1.md 1.4, 3.3).
///
/// The length is known before the first byte is written: a message over the limit leaves `out` as it was.
/// JSON texts are copied as they are: the caller knows that each is one value by RFC 8259 (see the package).
/// They are borrowed and their indexes do not move.
///
/// Every method throws [ProtocolException] with [Reason#LIMIT] when the message is too long.
@Immutable
public final class Json1Encoder {

    private static final byte[] EVENT_HEAD = ascii(",{\"jtype\":\"afb-event\",\"event\":");
    private static final byte[] DATA_HEAD = ascii(",\"data\":");

    /// Of `[2,` and `]`.
    private static final int FRAME_BYTES = 4;

    private static final int QUOTE_BYTES = 2;

    private final int maxMessageBytes;
    private final boolean isInFrames;

    private Json1Encoder(int maxMessageBytes, boolean isInFrames) {
        this.maxMessageBytes = maxMessageBytes;
        this.isInFrames = isInFrames;
    }

    /// An encoder of messages up to `maxMessageBytes`.
    public static Json1Encoder create(int maxMessageBytes) {
        return new Json1Encoder(maxMessageBytes, false);
    }

    /// The same, which writes each message as a whole websocket frame, not masked, as a server sends it. The
    /// limit stays that of the message.
    public Json1Encoder inFrames() {
        return new Json1Encoder(maxMessageBytes, true);
    }

    /// Writes any message.
    public void encode(ByteBuf out, Json1Message message) {
        switch (message) {
            case Json1Message.Call m -> call(out, m);
            case Json1Message.Reply m -> {
                byte kind = m.isSuccess() ? JsonItems.SUCCESS : JsonItems.FAILURE;
                textAndBody(out, kind, m.id(), m.body());
            }
            case Json1Message.Event m -> textAndBody(out, JsonItems.EVENT, m.name(), m.body());
        }
    }

    /// Writes a reply: of form 3 when the code of `envelope` is not negative, else of form 4.
    public void reply(ByteBuf out, String id, Envelope envelope) {
        byte kind = envelope.code() < 0 ? JsonItems.FAILURE : JsonItems.SUCCESS;
        begin(out, kind, JsonStrings.quotedBytes(id) + 1 + envelope.encodedBytes());
        JsonStrings.writeQuoted(out, id);
        out.writeByte(',');
        envelope.encode(out);
        out.writeByte(']');
    }

    /// Writes an event, whose `name` is `API/EVENT`; without data, `data` is the text `null`
    /// (http-and-wsj1.md 3.3).
    public void event(ByteBuf out, String name, ByteBuf data) {
        long nameBytes = JsonStrings.quotedBytes(name);
        long bytes = 2 * nameBytes + EVENT_HEAD.length + DATA_HEAD.length + data.readableBytes() + 1;
        begin(out, JsonItems.EVENT, bytes);
        JsonStrings.writeQuoted(out, name);
        out.writeBytes(EVENT_HEAD);
        JsonStrings.writeQuoted(out, name);
        out.writeBytes(DATA_HEAD);
        value(out, data);
        out.writeByte('}');
        out.writeByte(']');
    }

    private void call(ByteBuf out, Json1Message.Call call) {
        String token = call.token();
        long nameBytes = JsonStrings.escapedBytes(call.api()) + 1 + JsonStrings.escapedBytes(call.verb());
        long bytes = JsonStrings.quotedBytes(call.id())
                + 1
                + QUOTE_BYTES
                + nameBytes
                + 1
                + call.argument().readableBytes()
                + (token == null ? 0 : 1 + JsonStrings.quotedBytes(token));
        begin(out, JsonItems.CALL, bytes);
        JsonStrings.writeQuoted(out, call.id());
        out.writeByte(',');
        out.writeByte('"');
        JsonStrings.writeEscaped(out, call.api());
        out.writeByte('/');
        JsonStrings.writeEscaped(out, call.verb());
        out.writeByte('"');
        out.writeByte(',');
        value(out, call.argument());
        if (token != null) {
            out.writeByte(',');
            JsonStrings.writeQuoted(out, token);
        }
        out.writeByte(']');
    }

    private void textAndBody(ByteBuf out, byte kind, String text, ByteBuf body) {
        begin(out, kind, JsonStrings.quotedBytes(text) + 1 + body.readableBytes());
        JsonStrings.writeQuoted(out, text);
        out.writeByte(',');
        value(out, body);
        out.writeByte(']');
    }

    /// Makes room for a message with `bytes` between its first comma and its last bracket, and writes what is
    /// before.
    private void begin(ByteBuf out, byte kind, long bytes) {
        long messageBytes = FRAME_BYTES + bytes;
        if (messageBytes > maxMessageBytes) {
            throw new ProtocolException(
                    Reason.LIMIT,
                    "message of kind " + (char) kind + " would be " + messageBytes + " bytes long, limit is "
                            + maxMessageBytes);
        }
        if (isInFrames) {
            FrameEncoder.writeTextHeader(out, (int) messageBytes);
        } else {
            out.ensureWritable((int) messageBytes);
        }
        out.writeMedium('[' << (2 * Byte.SIZE) | kind << Byte.SIZE | ',');
    }

    private static void value(ByteBuf out, ByteBuf json) {
        out.writeBytes(json, json.readerIndex(), json.readableBytes());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
