package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToClient;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToServer;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class WsapiDecoderTest {

    private static final String TO_SERVER = "VKUDSsTt";
    private static final String TO_CLIENT = "vkEeXxPBd";

    private static void assertEveryCode(IntPredicate codes, Reason expected, Consumer<ByteBuf> decode) {
        for (int code = 0; code < 256; code++) {
            if (codes.test(code)) {
                Wire.assertFails(bytes(code, 1, 0), expected, decode);
            }
        }
    }

    @Test
    void rejectsEmptyMessage() {
        // W-19
        assertFailsToServer(bytes(), Reason.EMPTY);
        assertFailsToClient(bytes(), Reason.EMPTY);
    }

    @Test
    void rejectsEveryCodeThatIsInNoTable() {
        // W-30
        IntPredicate unknown = code -> (TO_SERVER + TO_CLIENT).indexOf(code) < 0;

        assertEveryCode(unknown, Reason.UNKNOWN_CODE, WsapiFixture::toServer);
        assertEveryCode(unknown, Reason.UNKNOWN_CODE, WsapiFixture::toClient);
    }

    @Test
    void rejectsEveryCodeThatTravelsTheWrongWay() {
        // W-30
        assertEveryCode(code -> TO_CLIENT.indexOf(code) >= 0, Reason.WRONG_DIRECTION, WsapiFixture::toServer);
        assertEveryCode(code -> TO_SERVER.indexOf(code) >= 0, Reason.WRONG_DIRECTION, WsapiFixture::toClient);
    }

    @Test
    void findsIdOfCallOrReplyThatDoesNotDecode() {
        // W-93, W-94
        assertThat(WsapiDecoder.callId(bytes('K', 2, 1))).hasValue(258);
        assertThat(WsapiDecoder.callId(bytes('k', 2, 1, 0xff))).hasValue(258);
    }

    @Test
    void findsNoIdInOtherOrShorterMessages() {
        assertThat(WsapiDecoder.callId(bytes())).isEmpty();
        assertThat(WsapiDecoder.callId(bytes('K', 2))).isEmpty();
        assertThat(WsapiDecoder.callId(bytes('X', 2, 1, 0, 0))).isEmpty();
    }

    @Test
    void decodesAMessageThatBeginsInTheMiddleOfABuffer() {
        ByteBuf buffer = bytes("head", 's', 7, 0, "tail");
        buffer.readerIndex(4).writerIndex(7);

        assertThat(WsapiFixture.toServer(buffer)).isEqualTo(new WsapiMessage.SessionDrop(7));
        assertThat(buffer.readerIndex()).isEqualTo(4);
    }

    @Test
    void failsWithoutStackTrace() {
        try {
            WsapiFixture.toServer(bytes('?'));
        } catch (ProtocolException failure) {
            assertThat(failure.getStackTrace()).isEmpty();
            assertThat(failure).hasMessage("message has the unknown code 63");
        }
    }
}
