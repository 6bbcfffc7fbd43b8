package afb4j.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// The member `send` of a step → frame. Frames of clients are masked, unless the recording says otherwise.
final class SentFrames {
    private SentFrames() {}

    static RawFrame read(JsonNode send) {
        if (send.has("frame")) {
            return asWritten(send.get("frame"));
        }
        return whole(send).mask();
    }

    private static RawFrame whole(JsonNode send) {
        if (send.has("text")) {
            return RawFrame.text(send.get("text").asString());
        }
        if (send.has("text_repeat")) {
            return RawFrame.text(repeated(send.get("text_repeat")));
        }
        if (send.has("close")) {
            int code = send.get("close").isNull() ? -1 : send.get("close").asInt();
            return RawFrame.close(code, send.path("reason").asString(""));
        }
        if (send.has("ping_hex")) {
            return RawFrame.of(RawFrame.PING, bytes(send.get("ping_hex")));
        }
        if (send.has("pong_hex")) {
            return RawFrame.of(RawFrame.PONG, bytes(send.get("pong_hex")));
        }
        if (send.has("binary_hex")) {
            return RawFrame.of(RawFrame.BINARY, bytes(send.get("binary_hex")));
        }
        throw new IllegalArgumentException("expected a frame to send, got " + send);
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asString());
    }

    private static String repeated(JsonNode parts) {
        return parts.get("prefix").asString()
                + parts.get("char").asString().repeat(parts.get("count").asInt())
                + parts.get("suffix").asString();
    }

    private static RawFrame asWritten(JsonNode frame) {
        byte[] payload = frame.has("payload_hex")
                ? bytes(frame.get("payload_hex"))
                : frame.path("payload_text").asString("").getBytes(UTF_8);
        return new RawFrame(
                frame.path("fin").asBoolean(true),
                frame.path("rsv").asInt(0),
                frame.get("opcode").asInt(),
                frame.path("masked").asBoolean(true),
                HexFormat.of().formatHex(payload));
    }
}
