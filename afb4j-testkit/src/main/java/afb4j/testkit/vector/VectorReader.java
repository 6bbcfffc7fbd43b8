package afb4j.testkit.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// File → [Vector]. Adds the two things that a recording could not carry: see [#addGaps(List, String)].
final class VectorReader {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /// One byte above the limit of W-18.
    private static final long TOO_LONG = FrameSocket.MAX_PAYLOAD_BYTES + 1L;

    private VectorReader() {}

    static Vector read(Path file) {
        try {
            return parse(MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException("vector " + file, failure);
        }
    }

    private static Vector parse(JsonNode root) {
        List<VectorFrame> frames = new ArrayList<>();
        Dialect dialect = Dialect.parse(text(root, "protocol"));
        for (JsonNode node : root.get("frames")) {
            frames.add(frame(node, dialect));
        }
        String name = root.get("name").asString();
        addGaps(frames, name);
        return new Vector(
                name,
                text(root, "scenario"),
                dialect,
                text(root, "transport"),
                texts(root.path("peers")),
                text(root, "how"),
                texts(root.path("outcome")),
                frames);
    }

    private static VectorFrame frame(JsonNode node, Dialect ofFile) {
        String op = node.has("op") ? text(node, "op") : "binary";
        VectorFrame.Event event = switch (op) {
            case "open" -> VectorFrame.Event.OPEN;
            case "eof" -> VectorFrame.Event.EOF;
            default -> VectorFrame.Event.FRAME;
        };
        boolean masked = node.has("mask");
        String hex = text(node, "hex");
        WsFrame frame = new WsFrame(
                !node.has("fin") || node.get("fin").asBoolean(),
                0,
                event == VectorFrame.Event.FRAME ? Opcode.parse(op) : Opcode.BINARY,
                masked,
                masked ? Integer.parseUnsignedInt(text(node, "mask"), 16) : 0,
                hex,
                hex.length() / 2,
                true);
        int connection = node.has("conn") ? node.get("conn").asInt() : 1;
        Dialect dialect = node.has("protocol") ? Dialect.parse(text(node, "protocol")) : ofFile;
        Direction direction = Direction.parse(text(node, "dir"));
        return new VectorFrame(
                direction, event, frame, dialect, text(node, "link"), connection, false, text(node, "note"));
    }

    /// Adds the reserved bit of the frame noted `rsv1`, whose header was not kept, and the frame of
    /// `v1-probe-too-long*`, of which nothing was kept: a header that announces one byte more than the
    /// limit, since the limit is decided on the header (W-17).
    private static void addGaps(List<VectorFrame> frames, String name) {
        frames.replaceAll(line -> line.note().startsWith("rsv1")
                ? line.withFrame(new WsFrame(
                        true,
                        4,
                        Opcode.BINARY,
                        false,
                        0,
                        line.frame().hex(),
                        line.frame().announced(),
                        true))
                : line);
        if (name.startsWith("v1-probe-too-long")) {
            WsFrame header = new WsFrame(true, 0, Opcode.BINARY, false, 0, "", TOO_LONG, true);
            VectorFrame line = new VectorFrame(
                    Direction.C2S,
                    VectorFrame.Event.FRAME,
                    header,
                    Dialect.WSAPI_V1,
                    "",
                    1,
                    false,
                    "header of a frame above the limit");
            frames.add(2, line);
        }
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? "" : value.asString();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.propertyStream()
                .forEach(member -> texts.put(
                        member.getKey(),
                        member.getValue().isString()
                                ? member.getValue().asString()
                                : member.getValue().toString()));
        return texts;
    }
}
