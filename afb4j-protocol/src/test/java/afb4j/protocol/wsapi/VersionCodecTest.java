package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToClient;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToServer;
import static afb4j.protocol.wsapi.WsapiFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.VersionOffer;
import afb4j.protocol.wsapi.WsapiMessage.VersionSet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionCodecTest {

    @Test
    void readsAndWritesOffer() {
        ByteBuf golden = bytes(
                'V', // code: version offer
                0x09, 0x14, 0x4c, 0x17, // identifier
                3, // count
                1, 2, 255); // versions

        assertGolden(golden, new VersionOffer(List.of(1, 2, 255)));
    }

    @Test
    void readsAndWritesAnswer() {
        ByteBuf golden = bytes(
                'v', // code: version set
                1); // version

        assertGolden(golden, new VersionSet(1));
    }

    @Test
    void writesTheFramesOfTheProtocolText() {
        // The first two examples of 3.2, with their frame headers.
        ByteBuf frames = Unpooled.buffer();

        WsapiFixture.ENCODER.encode(frames, new VersionOffer(List.of(1)));
        WsapiFixture.ENCODER.encode(frames, new VersionSet(1));

        assertThat(frames).isEqualTo(Wire.hex("82 07 56 09144c17 01 01  82 02 76 01"));
    }

    @Test
    void rejectsOfferWithAnotherIdentifier() {
        // W-32
        assertFailsToServer(bytes('V', 0x09, 0x14, 0x4c, 0x18, 1, 1), Reason.BAD_VERSION);
    }

    @Test
    void rejectsOfferOfNoVersion() {
        // W-32
        assertFailsToServer(bytes('V', 0x09, 0x14, 0x4c, 0x17, 0, 1), Reason.BAD_VERSION);
    }

    @Test
    void rejectsOfferWithFewerVersionsThanAnnounced() {
        // W-32
        assertFailsToServer(bytes('V', 0x09, 0x14, 0x4c, 0x17, 2, 1), Reason.BAD_VERSION);
    }

    @Test
    void rejectsOfferWithoutCount() {
        assertFailsToServer(bytes('V', 0x09, 0x14, 0x4c, 0x17), Reason.BAD_VERSION);
    }

    @Test
    void rejectsAnswerWithoutVersion() {
        // W-33
        assertFailsToClient(bytes('v'), Reason.BAD_VERSION);
    }

    @Test
    void refusesToOfferNothingOrTooMuch() {
        assertThatThrownBy(() -> new VersionOffer(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionOffer(Collections.nCopies(256, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionOffer(List.of(256))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionSet(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
