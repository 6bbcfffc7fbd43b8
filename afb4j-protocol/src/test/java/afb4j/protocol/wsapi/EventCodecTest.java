package afb4j.protocol.wsapi;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.wsapi.WsapiFixture.assertFailsToClient;
import static afb4j.protocol.wsapi.WsapiFixture.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.wsapi.WsapiMessage.Broadcast;
import afb4j.protocol.wsapi.WsapiMessage.EventCreate;
import afb4j.protocol.wsapi.WsapiMessage.EventRemove;
import afb4j.protocol.wsapi.WsapiMessage.Push;
import afb4j.protocol.wsapi.WsapiMessage.Subscribe;
import afb4j.protocol.wsapi.WsapiMessage.Unexpected;
import afb4j.protocol.wsapi.WsapiMessage.Unsubscribe;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final UUID TRACE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void readsAndWritesEventCreate() {
        ByteBuf golden = bytes(
                'E', // code: event create
                0x34,
                0x12, // event id 0x1234
                10,
                0,
                0,
                0,
                "hello/evt",
                0); // name

        assertGolden(golden, new EventCreate(0x1234, "hello/evt"));
    }

    @Test
    void readsAndWritesEventRemove() {
        ByteBuf golden = bytes(
                'e', // code: event remove
                0x34, 0x12); // event id 0x1234

        assertGolden(golden, new EventRemove(0x1234));
    }

    @Test
    void readsAndWritesSubscribe() {
        ByteBuf golden = bytes(
                'X', // code: subscribe
                1, 0, // call id
                0xff, 0xff); // event id

        assertGolden(golden, new Subscribe(1, 65_535));
    }

    @Test
    void readsAndWritesUnsubscribe() {
        ByteBuf golden = bytes(
                'x', // code: unsubscribe
                0xff, 0x0f, // call id 4095
                2, 0); // event id

        assertGolden(golden, new Unsubscribe(4095, 2));
    }

    @Test
    void readsAndWritesPush() {
        ByteBuf golden = bytes(
                'P', // code: push
                7,
                0, // event id
                10,
                0,
                0,
                0,
                "{\"val\":1}",
                0); // data

        assertGolden(golden, new Push(7, text("{\"val\":1}")));
    }

    @Test
    void writesPushOfArrayAsOfBuffer() {
        byte[] json = "{\"val\":1}".getBytes(StandardCharsets.UTF_8);

        ByteBuf fromArray = Wire.payload(out -> WsapiFixture.ENCODER.push(out, 7, json));

        assertThat(fromArray).isEqualTo(WsapiFixture.encode(new Push(7, text("{\"val\":1}"))));
    }

    // B-22
    @Test
    void readsAndWritesBroadcast() {
        ByteBuf golden = bytes(
                'B', // code: broadcast
                4, 0, 0, 0, "evt", 0, // name
                5, 0, 0, 0, "null", 0, // data
                0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, // uuid in network order
                0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 9); // hop

        assertGolden(golden, new Broadcast("evt", text("null"), TRACE, 9));
    }

    @Test
    void readsAndWritesUnexpected() {
        ByteBuf golden = bytes(
                'U', // code: unexpected event
                0, 1); // event id 256

        assertGolden(golden, new Unexpected(256));
    }

    @Test
    void holdsEventNamesAgainstTheirLimit() {
        // B-35
        ProtocolLimits limits = ProtocolLimits.builder().maxEventNameBytes(3).build();
        ByteBuf create = WsapiFixture.encode(new EventCreate(1, "abcd"));
        ByteBuf broadcast = WsapiFixture.encode(new Broadcast("abcd", text("null"), TRACE, 0));

        Wire.assertFails(create, Reason.LIMIT, bytes -> WsapiDecoder.decodeToClient(bytes, limits, _ -> true));
        Wire.assertFails(broadcast, Reason.LIMIT, bytes -> WsapiDecoder.decodeToClient(bytes, limits, _ -> true));
    }

    @Test
    void rejectsPushWithBadObject() {
        assertFailsToClient(bytes('P', 7, 0, 2, 0, 0, 0, "12"), Reason.BAD_STRING);
        assertFailsToClient(bytes('P', 7, 0, 0, 0, 0, 0), Reason.BAD_STRING);
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertThatThrownBy(() -> new Broadcast("e", text("null"), TRACE, 256))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Push(-1, text("null"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subscribe(1, 65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
