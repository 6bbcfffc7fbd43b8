package afb4j.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Bool;
import afb4j.api.Bytes;
import afb4j.api.Data;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.Real;
import afb4j.api.Text;
import afb4j.core.session.SessionRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A session as bytes: version(1) token(text) timeout(8, ns) expiration(8, ms since 1970) autoclose(1)
/// count(4) and so many values: api(text) kind(1) content, which is text for `J` and `T`, bytes for `B`,
/// eight bytes for the numbers, one for `L`, none for `A`. Texts and bytes begin with their length(4). The
/// uuid is the key, and not in here.
final class RecordCodec {

    private static final int VERSION = 1;

    private RecordCodec() {}

    static byte[] encode(SessionRecord session) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, session.token().getBytes(UTF_8));
            out.writeLong(session.timeout().toNanos());
            out.writeLong(session.expiration().toEpochMilli());
            out.writeBoolean(session.autoclose());
            out.writeInt(session.values().size());
            for (Map.Entry<String, Data> value : session.values().entrySet()) {
                write(out, value.getKey().getBytes(UTF_8));
                write(out, value.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Data value) throws IOException {
        switch (value) {
            case Json json -> {
                out.writeByte('J');
                write(out, json.rawUtf8());
            }
            case Text text when text.isAbsent() -> out.writeByte('A');
            case Text text -> {
                out.writeByte('T');
                write(out, text.value().getBytes(UTF_8));
            }
            case Bytes content -> {
                out.writeByte('B');
                write(out, content.toArray());
            }
            case Bool truth -> {
                out.writeByte('L');
                out.writeBoolean(truth.value());
            }
            case Int number -> {
                out.writeByte(kindOf(number.width()));
                out.writeLong(number.value());
            }
            case Real number -> {
                out.writeByte('R');
                out.writeDouble(number.value());
            }
        }
    }

    private static void write(DataOutputStream out, byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }

    private static char kindOf(Int.Width width) {
        return switch (width) {
            case I32 -> 'i';
            case U32 -> 'u';
            case I64 -> 'I';
            case U64 -> 'U';
        };
    }

    /// Reads what [#encode] wrote.
    ///
    /// @throws IOException when it did not write these bytes
    static SessionRecord decode(String uuid, byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("a session of format " + version + ", expected " + VERSION);
            }
            String token = readText(in);
            Duration timeout = Duration.ofNanos(in.readLong());
            Instant expiration = Instant.ofEpochMilli(in.readLong());
            boolean isAutoclose = in.readBoolean();
            Map<String, Data> values = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                values.put(readText(in), readValue(in));
            }
            if (in.available() > 0) {
                throw new IOException("a session with " + in.available() + " bytes too many");
            }
            return new SessionRecord(uuid, token, timeout, expiration, isAutoclose, values);
        } catch (IllegalArgumentException cause) {
            throw new IOException("a session that is none: " + cause.getMessage(), cause);
        }
    }

    private static Data readValue(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'J' -> Json.received(readBytes(in));
            case 'A' -> Text.absent();
            case 'T' -> Text.of(readText(in));
            case 'B' -> Bytes.of(readBytes(in));
            case 'L' -> new Bool(in.readBoolean());
            case 'i' -> new Int(Int.Width.I32, in.readLong());
            case 'u' -> new Int(Int.Width.U32, in.readLong());
            case 'I' -> new Int(Int.Width.I64, in.readLong());
            case 'U' -> new Int(Int.Width.U64, in.readLong());
            case 'R' -> new Real(in.readDouble());
            default -> throw new IOException("a value of the unknown kind " + kind);
        };
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException(length + " bytes announced, " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }
}
