package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.EventRef;
import afb4j.transport.peer.Protocol;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the other side sends, nothing but a version ends the connection (W-95).
@ExtendWith(NoWarnings.class)
final class MalformedMessagesTest {

    /// One whole message of each kind, of both protocols and both ways.
    private static final List<Bytes> WHOLE = List.of(
            Bytes.of('K').u16(1).str("x").u16(2).u16(3).str("1").str("0:0:1-x"),
            Bytes.of('S').u16(2).str("uuid"),
            Bytes.of('s').u16(2),
            Bytes.of('T').u16(3).str("token"),
            Bytes.of('t').u16(3),
            Bytes.of('U').u16(4),
            Bytes.of('D').u16(5),
            Bytes.of('D').u32(5),
            Bytes.of('k').u16(1).none().str("info").str("1"),
            Bytes.of('E').u16(4).str("api/event"),
            Bytes.of('e').u16(4),
            Bytes.of('X').u16(1).u16(4),
            Bytes.of('x').u16(1).u16(4),
            Bytes.of('P').u16(4).str("1"),
            Bytes.of('B').str("event").str("1").u32(1).u32(2).u32(3).u32(4).u8(9),
            Bytes.of('d').u16(1).str("{}"),
            Bytes.of('d').u32(1).str("{}"),
            Bytes.of('C').u32(1).str("x").str("uuid").str("1"),
            Bytes.of('C').u32(1).str("x").str("uuid").str("1").str("0:0:1-x"),
            Bytes.of('T').u32(1).str("info").str("1"),
            Bytes.of('F').u32(1).str("status").str("info"),
            Bytes.of('Y').u32(1).none().str("info").str("1"),
            Bytes.of('+').u32(4).str("api/event"),
            Bytes.of('-').u32(4).str("api/event"),
            Bytes.of('!').u32(4).str("api/event").str("1"),
            Bytes.of('*').str("event").str("1"),
            Bytes.of('S').u32(1).u32(4).str("api/event"),
            Bytes.of('U').u32(1).u32(4).str("api/event"),
            Bytes.of('B').u32(9).u32(1).str("api").str("verb").str("1"),
            Bytes.of('R').u32(1).u8(1).str("1"));

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static PlayedServer server(Random random) {
        PlayedServer server = new PlayedServer(
                TransportConfig.builder().maxSessions(4).maxEvents(4).build());
        server.room = random.nextInt(20);
        return server;
    }

    private static PlayedClient client(Random random) {
        Protocol[] protocols = Protocol.values();
        return new PlayedClient(
                protocols[random.nextInt(protocols.length)],
                TransportConfig.builder().maxEvents(4).build());
    }

    /// A message with some bytes changed, or cut, or whole.
    private static byte[] mutated(Random random) {
        byte[] message = WHOLE.get(random.nextInt(WHOLE.size())).payload();
        for (int i = random.nextInt(4); i > 0; i--) {
            message[1 + random.nextInt(message.length - 1)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(message, 1 + random.nextInt(message.length)) : message;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void serverLivesThroughAnything(long seed) { // W-30, W-93, B-15
        Random random = new Random(seed);
        PlayedServer server = server(random);
        EventRef event = new EventRef(4, "api/event");

        for (int i = 0; i < 2_000; i++) {
            server.peer.onMessage(Unpooled.wrappedBuffer(mutated(random)));
            server.peer.subscribe(random.nextInt(3), event);
        }

        assertThat(server.connection.open).isTrue();
        server.hangUp();
        assertThat(server.told).endsWith("hangup");
        assertThat(server.told).filteredOn(told -> told.startsWith("+")).hasSizeGreaterThanOrEqualTo((int)
                server.told.stream().filter(told -> told.startsWith("-")).count());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void clientLivesThroughAnything(long seed) { // W-30, W-94
        Random random = new Random(seed);
        PlayedClient client = client(random);

        for (int i = 0; i < 2_000; i++) {
            client.call("call");
            client.describe("description");
            client.peer.onMessage(Unpooled.wrappedBuffer(mutated(random)));
        }
        int pending = client.peer.inFlight();
        client.told.clear();
        client.hangUp();

        assertThat(client.peer.inFlight()).isZero();
        assertThat(client.told)
                .filteredOn(told -> told.startsWith("call") || told.startsWith("description"))
                .hasSize(pending);
    }

    @Test
    void everyPrefixOfEveryMessageIsDroppedOrTakenButNeverEndsTheConnection() { // W-23, W-93, W-95
        Random random = new Random(1);
        for (Bytes message : WHOLE) {
            byte[] whole = message.payload();
            PlayedServer server = server(random);
            PlayedClient client = client(random);
            for (int bytes = 1; bytes <= whole.length; bytes++) {
                server.peer.onMessage(Unpooled.wrappedBuffer(whole, 0, bytes));
                client.peer.onMessage(Unpooled.wrappedBuffer(whole, 0, bytes));
            }

            assertThat(server.connection.open).isTrue();
            assertThat(client.connection.open).isTrue();
        }
    }
}
