package afb4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.dialect.Dialect;
import afb4j.protocol.legacy.LegacyDecoder;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyMessage;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Any first message gives a dialect, and a legacy call decodes in the dialect that was found.
class DialectFuzzTest {

    @FuzzTest
    void findsDialect(byte[] input) {
        ByteBuf message = Unpooled.wrappedBuffer(input);

        switch (Dialect.ofFirstMessage(message)) {
            case LEGACY_2017 -> assertDecodes(message, LegacyDialect.Y2017);
            case LEGACY_2018 -> assertDecodes(message, LegacyDialect.Y2018);
            case WSAPI_V1, LEGACY, UNKNOWN -> {
                // Nothing to check but that it did not throw.
            }
        }
    }

    private static void assertDecodes(ByteBuf message, LegacyDialect dialect) {
        assertThat(LegacyDecoder.decodeToServer(message, dialect, Frames.WIDE_LIMITS))
                .isInstanceOf(LegacyMessage.Call.class);
    }
}
