package afb4j.protocol.legacy;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static afb4j.protocol.legacy.LegacyDialect.Y2017;
import static afb4j.protocol.legacy.LegacyDialect.Y2018;
import static afb4j.protocol.legacy.LegacyDialect.Y2019;
import static afb4j.protocol.legacy.LegacyFixture.assertFailsToClient;
import static afb4j.protocol.legacy.LegacyFixture.assertGolden;
import static afb4j.protocol.legacy.LegacyFixture.encode;
import static afb4j.protocol.legacy.LegacyFixture.toClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.Wire;
import afb4j.protocol.legacy.LegacyMessage.Broadcast;
import afb4j.protocol.legacy.LegacyMessage.EventCreate;
import afb4j.protocol.legacy.LegacyMessage.EventRemove;
import afb4j.protocol.legacy.LegacyMessage.Push;
import afb4j.protocol.legacy.LegacyMessage.Subscribe;
import afb4j.protocol.legacy.LegacyMessage.TracedBroadcast;
import afb4j.protocol.legacy.LegacyMessage.Unsubscribe;
import io.netty.buffer.ByteBuf;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LegacyEventCodecTest {

    private static final UUID TRACE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void readsAndWritesEventCreate() {
        ByteBuf golden = bytes(
                '+', // code: event create
                1, 2, 3, 4, // event id
                4, 0, 0, 0, "a/e", 0); // name

        assertGolden(golden, new EventCreate(0x04030201, "a/e"), LegacyDialect.values());
    }

    @Test
    void readsAndWritesEventRemove() {
        ByteBuf golden = bytes(
                '-', // code: event remove
                1, 2, 3, 4, // event id
                4, 0, 0, 0, "a/e", 0); // name

        assertGolden(golden, new EventRemove(0x04030201, "a/e"), LegacyDialect.values());
    }

    @Test
    void readsAndWritesPush() {
        ByteBuf golden = bytes(
                '!', // code: push
                1, 2, 3, 4, // event id
                4, 0, 0, 0, "a/e", 0, // name
                3, 0, 0, 0, "42", 0); // data

        assertGolden(golden, new Push(0x04030201, "a/e", text("42")), LegacyDialect.values());
    }

    @Test
    void readsAndWritesSubscribe() {
        ByteBuf golden = bytes(
                'S', // code: subscribe
                1, 2, 3, 4, // call id
                5, 6, 7, 8, // event id
                4, 0, 0, 0, "a/e", 0); // name

        assertGolden(golden, new Subscribe(0x04030201, 0x08070605, "a/e"), LegacyDialect.values());
    }

    @Test
    void readsAndWritesUnsubscribe() {
        ByteBuf golden = bytes(
                'U', // code: unsubscribe
                1, 2, 3, 4, // call id
                5, 6, 7, 8, // event id
                4, 0, 0, 0, "a/e", 0); // name

        assertGolden(golden, new Unsubscribe(0x04030201, 0x08070605, "a/e"), LegacyDialect.values());
    }

    // L-06
    @Test
    void readsAndWritesBroadcastWithoutTrace() {
        ByteBuf golden = bytes(
                '*', // code: broadcast
                4, 0, 0, 0, "a/e", 0, // name
                3, 0, 0, 0, "42", 0); // data

        assertGolden(golden, new Broadcast("a/e", text("42")), Y2017, Y2018);
    }

    @Test
    void readsAndWritesBroadcastWithTrace() {
        // L-21
        ByteBuf golden = bytes(
                '*', // code: broadcast
                4, 0, 0, 0, "a/e", 0, // name
                3, 0, 0, 0, "42", 0, // data
                0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, // uuid in network order
                0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 9); // hop

        assertGolden(golden, new TracedBroadcast("a/e", text("42"), TRACE, 9), Y2019);
    }

    @Test
    void readsTraceOf2018WhenItIsThere() {
        // 5.4: servers of 2018 and 2019 cannot be told apart otherwise
        var traced = new TracedBroadcast("a/e", text("42"), TRACE, 9);
        ByteBuf message = encode(traced, Y2018);

        assertThat(toClient(message, Y2018)).isEqualTo(traced);
        assertThat(toClient(message.copy(0, message.readableBytes() - 1), Y2018))
                .isEqualTo(new Broadcast("a/e", text("42")));
    }

    @Test
    void ignoresTraceIn2017() {
        ByteBuf message = encode(new TracedBroadcast("a/e", text("42"), TRACE, 9), Y2017);

        assertThat(toClient(message, Y2017)).isEqualTo(new Broadcast("a/e", text("42")));
    }

    @Test
    void requiresTraceIn2019() {
        // L-21
        assertFailsToClient(encode(new Broadcast("a/e", text("42")), Y2019), Y2019, Reason.TRUNCATED);
    }

    @Test
    void holdsEventNamesAgainstTheirLimit() {
        // B-35
        ProtocolLimits limits = ProtocolLimits.builder().maxEventNameBytes(2).build();
        ByteBuf create = encode(new EventCreate(1, "a/e"), Y2017);

        Wire.assertFails(create, Reason.LIMIT, bytes -> LegacyDecoder.decodeToClient(bytes, Y2017, limits));
    }

    @Test
    void refusesHopThatDoesNotFit() {
        assertThatThrownBy(() -> new TracedBroadcast("a/e", text("42"), TRACE, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hop is 256, allowed are 0 to 255");
    }
}
