package afb4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Bool;
import afb4j.api.Bytes;
import afb4j.api.Data;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.Real;
import afb4j.api.Text;
import afb4j.core.session.SessionRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {

    private static final Map<String, Data> VALUES = Map.of(
            "json",
            Json.object().put("a", Json.array(1, 2.5, "\u00e9")).build(),
            "text",
            Text.of("\u00e9\ud83d\ude97"),
            "absent",
            Text.absent(),
            "bytes",
            Bytes.of(new byte[] {0, -1, 7}),
            "bool",
            new Bool(true),
            "i32",
            new Int(Int.Width.I32, -7),
            "u32",
            new Int(Int.Width.U32, 0xFFFF_FFFFL),
            "i64",
            Int.of(Long.MIN_VALUE),
            "u64",
            new Int(Int.Width.U64, -1),
            "real",
            new Real(0.1));

    private static final SessionRecord SESSION = new SessionRecord(
            "one",
            "token \u00e9",
            Duration.ofSeconds(32_000_000),
            Instant.ofEpochMilli(1_800_000_000_123L),
            true,
            VALUES);

    @Test
    void readsWhatItWrote() throws IOException {
        assertThat(RecordCodec.decode("one", RecordCodec.encode(SESSION))).isEqualTo(SESSION);
    }

    @Test
    void hasTheDocumentedForm() {
        SessionRecord session = new SessionRecord(
                "one", "t", Duration.ofNanos(258), Instant.ofEpochMilli(3), false, Map.of("a", Text.of("v")));
        byte[] expected = {
            1, // version
            0, 0, 0, 1, 't', // token
            0, 0, 0, 0, 0, 0, 1, 2, // timeout in nanoseconds
            0, 0, 0, 0, 0, 0, 0, 3, // expiration in milliseconds
            0, // autoclose
            0, 0, 0, 1, // values
            0, 0, 0, 1, 'a', // API
            'T', 0, 0, 0, 1, 'v',
        };

        assertThat(RecordCodec.encode(session)).isEqualTo(expected);
    }

    @Test
    void refusesEachPart() {
        byte[] bytes = RecordCodec.encode(SESSION);
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(IOException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> RecordCodec.decode("one", part));
        }
    }

    @Test
    void refusesBytesThatAreTooMany() {
        byte[] bytes = RecordCodec.encode(SESSION);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RecordCodec.decode("one", Arrays.copyOf(bytes, bytes.length + 1)))
                .withMessage("a session with 1 bytes too many");
    }

    @Test
    void refusesAnotherFormat() {
        byte[] bytes = RecordCodec.encode(SESSION);
        bytes[0] = 2;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RecordCodec.decode("one", bytes))
                .withMessage("a session of format 2, expected 1");
    }
}
