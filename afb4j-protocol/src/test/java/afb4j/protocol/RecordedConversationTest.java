package afb4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.legacy.LegacyDecoder;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyEncoder;
import afb4j.protocol.wsapi.WsapiDecoder;
import afb4j.protocol.wsapi.WsapiEncoder;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every well-formed frame that C peers put on the wire decodes, and encodes back to the same bytes.
class RecordedConversationTest {

    private static final Path VECTORS = Path.of("..", "vectors", "wsapi");
    private static final JsonMapper MAPPER = new JsonMapper();

    static List<Path> vectors() throws IOException {
        try (Stream<Path> files = Files.list(VECTORS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void encodesEveryRecordedFrameBackToItsBytes(Path vector) {
        JsonNode conversation = MAPPER.readTree(vector);
        for (JsonNode frame : conversation.get("frames")) {
            if (isWellFormedMessage(frame) && !isLossy(frame) && !isBadOffer(frame)) {
                String hex = frame.get("hex").asString();

                ByteBuf back = decodeAndEncode(Wire.hex(hex), protocol(conversation, frame), isToServer(frame));

                assertThat(Wire.hex(back)).as("%s", frame).isEqualTo(hex);
            }
        }
    }

    /// Texts lose what Java cannot hold or C peers do not see; what is left must be stable.
    @Test
    void keepsTheMeaningOfFramesWithUnusualTexts() throws IOException {
        int seen = 0;
        for (Path vector : vectors()) {
            JsonNode conversation = MAPPER.readTree(vector);
            for (JsonNode frame : conversation.get("frames")) {
                if (isWellFormedMessage(frame) && isLossy(frame)) {
                    String protocol = protocol(conversation, frame);
                    ByteBuf message = Wire.hex(frame.get("hex").asString());

                    ByteBuf once = decodeAndEncode(message, protocol, isToServer(frame));
                    ByteBuf twice = decodeAndEncode(once, protocol, isToServer(frame));

                    assertThat(twice).as("%s", frame).isEqualTo(once);
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(6);
    }

    /// W-32: these offers make a server hang up.
    @Test
    void refusesOffersThatServersHangUpOn() throws IOException {
        int seen = 0;
        for (Path vector : vectors()) {
            for (JsonNode frame : MAPPER.readTree(vector).get("frames")) {
                if (isWellFormedMessage(frame) && isBadOffer(frame)) {
                    ByteBuf message = Wire.hex(frame.get("hex").asString());

                    Wire.assertFails(
                            message,
                            Reason.BAD_VERSION,
                            bytes -> WsapiDecoder.decodeToServer(bytes, ProtocolLimits.DEFAULTS));
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(4);
    }

    @Test
    void readsTheWholeCollection() throws IOException {
        long frames = vectors().stream()
                .flatMap(vector -> MAPPER.readTree(vector).get("frames").valueStream())
                .filter(RecordedConversationTest::isWellFormedMessage)
                .count();

        assertThat(vectors()).hasSizeGreaterThan(200);
        assertThat(frames).isGreaterThan(2_700);
    }

    private static boolean isWellFormedMessage(JsonNode frame) {
        return !frame.has("op")
                && !frame.path("invalid").asBoolean(false)
                && frame.path("fin").asBoolean(true);
    }

    private static String protocol(JsonNode conversation, JsonNode frame) {
        return frame.path("protocol").asString(conversation.get("protocol").asString());
    }

    private static boolean isToServer(JsonNode frame) {
        return frame.get("dir").asString().equals("c2s");
    }

    /// Frames whose texts do not survive as text: an info with invalid UTF-8, a verb or arguments with an inner NUL
    /// (W-23, W-27).
    private static boolean isLossy(JsonNode frame) {
        String note = frame.path("note").asString("");
        return (note.startsWith("reply") && note.contains("query=\\\"\ufffd\ufffd")) || note.contains("inner NUL");
    }

    private static boolean isBadOffer(JsonNode frame) {
        String hex = frame.get("hex").asString();
        return isToServer(frame) && hex.startsWith("56") && (!hex.startsWith("5609144c17") || hex.startsWith("00", 10));
    }

    private static ByteBuf decodeAndEncode(ByteBuf message, String protocol, boolean toServer) {
        return switch (protocol) {
            case "wsapi-v1" -> wsapi(message, toServer, wsapiEncoder());
            case "wsapi-v1-2019" -> wsapi(message, toServer, wsapiEncoder().withWideDescriptionIds());
            case "legacy-2017" -> legacy(message, toServer, LegacyDialect.Y2017);
            case "legacy-2018" -> legacy(message, toServer, LegacyDialect.Y2018);
            default -> throw new AssertionError("unknown protocol " + protocol);
        };
    }

    private static WsapiEncoder wsapiEncoder() {
        return WsapiEncoder.create(ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES);
    }

    private static ByteBuf wsapi(ByteBuf message, boolean toServer, WsapiEncoder encoder) {
        var decoded = toServer
                ? WsapiDecoder.decodeToServer(message, ProtocolLimits.DEFAULTS)
                : WsapiDecoder.decodeToClient(message, ProtocolLimits.DEFAULTS, _ -> true);
        return Wire.payload(out -> encoder.encode(out, decoded));
    }

    private static ByteBuf legacy(ByteBuf message, boolean toServer, LegacyDialect dialect) {
        var decoded = toServer
                ? LegacyDecoder.decodeToServer(message, dialect, ProtocolLimits.DEFAULTS)
                : LegacyDecoder.decodeToClient(message, dialect, ProtocolLimits.DEFAULTS);
        var encoder = LegacyEncoder.create(dialect, ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES);
        return Wire.payload(out -> encoder.encode(out, decoded));
    }
}
