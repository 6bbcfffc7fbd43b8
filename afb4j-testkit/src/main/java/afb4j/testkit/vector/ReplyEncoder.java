package afb4j.testkit.vector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes the answer to a call, as the dialect has it.
final class ReplyEncoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ReplyEncoder() {}

    /// Returns the message in hexadecimal.
    static String encode(Dialect dialect, long callId, @Nullable String error, @Nullable String info, String object) {
        ReplyEncoder encoder = new ReplyEncoder();
        switch (dialect) {
            case WSAPI_V1, WSAPI_V1_2019 ->
                encoder.code('k').number(callId, 2).text(error).text(info).text(object);
            case LEGACY_2018 ->
                encoder.code('Y').number(callId, 4).text(error).text(info).text(object);
            case LEGACY_2017 -> encoder.write2017(callId, error, info, object);
        }
        return HexFormat.of().formatHex(encoder.out.toByteArray());
    }

    private void write2017(long callId, @Nullable String error, @Nullable String info, String object) {
        String text = info == null ? "" : info;
        if (error == null) {
            code('T').number(callId, 4).text(text).text(object);
        } else {
            code('F').number(callId, 4).text(error).text(text);
        }
    }

    private ReplyEncoder code(char code) {
        out.write(code);
        return this;
    }

    private ReplyEncoder number(long value, int width) {
        for (int i = 0; i < width; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    private ReplyEncoder text(@Nullable String text) {
        if (text == null) {
            return number(0, 4);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length + 1L, 4);
        out.writeBytes(bytes);
        out.write(0);
        return this;
    }
}
