package afb4j.server.http.json1;

import static afb4j.server.http.json1.ClientFrames.BINARY;
import static afb4j.server.http.json1.ClientFrames.CONTINUATION;
import static afb4j.server.http.json1.ClientFrames.FIN;
import static afb4j.server.http.json1.ClientFrames.PING;
import static afb4j.server.http.json1.ClientFrames.PONG;
import static afb4j.server.http.json1.ClientFrames.TEXT;
import static afb4j.server.http.json1.ClientFrames.close;
import static afb4j.server.http.json1.ClientFrames.masked;
import static afb4j.server.http.json1.ClientFrames.text;
import static afb4j.server.http.json1.ClientFrames.unmasked;
import static afb4j.server.http.json1.EmbeddedBrowser.success;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.core.CoreConfig;
import afb4j.protocol.ProtocolLimits;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 3.2, and 11 as far as it is about frames.
@ExtendWith(NoWarnings.class)
final class TextConnectionTest {

    private static final int MAX_BYTES = 1_000;
    private static final String CALL = "[2,\"1\",\"demo/echo\",7]";
    private static final byte[] CALL_BYTES = CALL.getBytes(UTF_8);

    private final EmbeddedBinder binder = new EmbeddedBinder(
            CoreConfig.DEFAULT,
            TransportConfig.builder()
                    .limits(ProtocolLimits.builder().maxMessageBytes(MAX_BYTES).build())
                    .build());
    private final EmbeddedBrowser browser = binder.browser();

    @AfterEach
    void stop() {
        binder.close();
        browser.received();
    }

    private static byte[] part(int from, int to) {
        return CALL.substring(from, to).getBytes(UTF_8);
    }

    private static String longCall(int bytes) {
        String call = "[2,\"1\",\"demo/nothing\",\"\"]";
        return call.replace("\"\"]", "\"" + "x".repeat(bytes - call.length()) + "\"]");
    }

    // ---- texts

    @Test
    void takesFramesWithMaskAndWithout() { // vector unmasked, http-and-wsj1.md 12
        browser.send(masked(FIN | TEXT, CALL_BYTES), unmasked(FIN | TEXT, CALL_BYTES));

        assertThat(browser.received()).containsExactly(success("1", "7"), success("1", "7"));
    }

    @Test
    void takesFramesCutAnywhere() {
        ByteBuf whole = text(CALL);
        for (int i = 0; i < whole.readableBytes(); i++) {
            browser.send(whole.slice(i, 1));
        }

        assertThat(browser.received()).containsExactly(success("1", "7"));
    }

    @Test
    void putsFragmentsTogether() { // P15, vector fragments
        browser.send(masked(TEXT, part(0, 3)));
        browser.send(unmasked(CONTINUATION, part(3, 10)), masked(CONTINUATION, new byte[0]));
        browser.send(masked(FIN | CONTINUATION, part(10, CALL.length())), text(CALL));

        assertThat(browser.received()).containsExactly(success("1", "7"), success("1", "7"));
    }

    @Test
    void takesControlFramesAmongFragments() { // RFC 6455, 5.4
        browser.send(
                masked(TEXT, part(0, 3)),
                masked(FIN | PING, new byte[] {1}),
                masked(FIN | PONG, new byte[0]),
                masked(FIN | CONTINUATION, part(3, CALL.length())));

        assertThat(browser.received()).containsExactly("pong 01", success("1", "7"));
    }

    @Test
    void takesTextsUpToTheLimit() {
        browser.send(longCall(MAX_BYTES));

        assertThat(browser.received()).hasSize(1).allMatch(reply -> reply.contains("no-reply"));
    }

    @Test
    void refusesTextOverTheLimitAsSoonAsItsHeaderIsThere(LogCapture logs) { // vector large
        logs.expect("refused with 1009");

        browser.send(text(longCall(MAX_BYTES + 1)).slice(0, 4));

        assertThat(browser.received()).containsExactly("close 1009 ");
        assertThat(browser.channel.isOpen()).isFalse();
    }

    @Test
    void countsAllFragmentsForTheLimit(LogCapture logs) {
        logs.expect("message has 600 bytes and gets 401 more, limit is 1000");

        browser.send(masked(TEXT, new byte[600]), masked(CONTINUATION, new byte[401]));

        assertThat(browser.received()).containsExactly("close 1009 ");
    }

    @Test
    void emptyTextIsNoMessage(LogCapture logs) { // vector bad-frames
        logs.expect("refused with 1008");

        browser.send("");

        assertThat(browser.received()).containsExactly("close 1008 invalid-frame");
    }

    @Test
    void refusesTextThatIsNotUtf8(LogCapture logs) { // RFC 6455, 8.1
        logs.expect("refused with 1007");
        byte[] bytes = CALL_BYTES.clone();
        bytes[4] = (byte) 0xff;

        browser.send(masked(TEXT, bytes), masked(FIN | CONTINUATION, new byte[0]));

        assertThat(browser.received()).containsExactly("close 1007 ");
    }

    // ---- frames that are none

    @ParameterizedTest
    @ValueSource(ints = {FIN | BINARY, BINARY})
    void refusesBinaryFrames(int head, LogCapture logs) { // vector binary
        logs.expect("refused with 1003: binary frame, expected texts");

        browser.send(masked(head, CALL_BYTES));

        assertThat(browser.received()).containsExactly("close 1003 ");
    }

    private static Stream<Arguments> brokenFrames() { // vectors frame-errors, close
        return Stream.of(
                Arguments.of("reserved bit", masked(FIN | 0x40 | TEXT, CALL_BYTES)),
                Arguments.of("reserved opcode", masked(FIN | 3, new byte[1])),
                Arguments.of("reserved control opcode", masked(FIN | 11, new byte[1])),
                Arguments.of("continuation first", masked(FIN | CONTINUATION, new byte[1])),
                Arguments.of("long ping", masked(FIN | PING, new byte[126])),
                Arguments.of("cut ping", masked(PING, new byte[1])),
                Arguments.of("close of one byte", masked(FIN | ClientFrames.CLOSE, new byte[1])),
                Arguments.of("close with a code of nobody", close(1005, "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void refusesBrokenFrames(String name, ByteBuf frame, LogCapture logs) {
        logs.expect("refused with 1002");

        browser.send(frame, text(CALL));

        assertThat(browser.received()).as(name).containsExactly("close 1002 ");
        assertThat(browser.channel.isOpen()).isFalse();
    }

    @Test
    void refusesNewTextWithinAFragmentedOne(LogCapture logs) {
        logs.expect("refused with 1002");

        browser.send(masked(TEXT, part(0, 3)), text(CALL));

        assertThat(browser.received()).containsExactly("close 1002 ");
    }

    // ---- pings

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void answersPingsAlsoEmptyOnes(int bytes) { // P13, vectors ping and ping-empty
        browser.send(masked(FIN | PING, new byte[bytes]));

        assertThat(browser.received()).containsExactly("pong " + "00".repeat(bytes));
    }

    @Test
    void asksSilentClientWhetherItIsThere() {
        browser.advance(EmbeddedBinder.PING_INTERVAL);
        assertThat(browser.received()).containsExactly("ping ");

        browser.send(masked(FIN | PONG, new byte[0]));
        browser.advance(EmbeddedBinder.PING_INTERVAL);

        assertThat(browser.received()).containsExactly("ping ");
        assertThat(browser.channel.isOpen()).isTrue();
    }

    @Test
    void takesAnythingForASignOfLifeAlsoAPartOfAFrame() {
        browser.advance(EmbeddedBinder.PING_INTERVAL);
        browser.send(masked(FIN | TEXT, CALL_BYTES).slice(0, 3));
        browser.advance(EmbeddedBinder.PING_INTERVAL);

        assertThat(browser.received()).containsExactly("ping ", "ping ");
        assertThat(browser.channel.isOpen()).isTrue();
    }

    @Test
    void closesClientThatDoesNotAnswer(LogCapture logs) {
        logs.expect("refused with 1008: silent for 20000 ms after a ping");

        browser.advance(EmbeddedBinder.PING_INTERVAL.plus(EmbeddedBinder.PONG_TIMEOUT));

        assertThat(browser.received()).containsExactly("ping ", "close 1008 no-pong");
        assertThat(browser.channel.isOpen()).isFalse();
    }

    @Test
    void closesClientThatTakesNoOutput(LogCapture logs) {
        logs.expect("refused with 1008");
        browser.takesOutput(false);

        browser.advance(EmbeddedBinder.PING_INTERVAL.plus(EmbeddedBinder.PONG_TIMEOUT));

        assertThat(browser.received()).as("no ping on top").containsExactly("close 1008 no-pong");
    }

    @Test
    void asksAgainWhenTheClientTakesOutputAgain() {
        browser.takesOutput(false);
        browser.advance(EmbeddedBinder.PING_INTERVAL);
        browser.takesOutput(true);
        browser.advance(EmbeddedBinder.PONG_TIMEOUT);

        assertThat(browser.received()).as("it could not be heard before").containsExactly("ping ");
        assertThat(browser.channel.isOpen()).isTrue();
    }

    // ---- close

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void answersCloseWithItsCodeAndEndsTheStream(int code) { // P14, vector close
        browser.send(close(code, "bye"), text(CALL));

        assertThat(browser.received()).containsExactly("close " + code + " ");
        assertThat(browser.channel.isOpen()).isFalse();
        assertThat(binder.export.size()).isZero();
    }

    @Test
    void answersCloseWithoutCodeByOneWithoutCode() { // P14
        browser.send(masked(FIN | ClientFrames.CLOSE, new byte[0]));

        assertThat(browser.received()).containsExactly("close");
        assertThat(browser.channel.isOpen()).isFalse();
    }

    @Test
    void sendsWhatWasWrittenBeforeTheClose() {
        browser.send(text(CALL), close(1000, ""));

        assertThat(browser.received()).containsExactly(success("1", "7"), "close 1000 ");
    }

    @Test
    void sendsNothingBehindACloseFrame() {
        browser.call(1, "demo/later", "null");
        browser.send(close(1000, ""));
        browser.received();

        binder.answer(1);

        assertThat(browser.received()).isEmpty();
    }

    @Test
    void forgetsFragmentsAndFramesOfAClientThatVanishes() {
        browser.takesOutput(false);
        browser.send(text(CALL), text(CALL));
        browser.send(masked(TEXT, part(0, 3)));

        browser.vanish();

        assertThat(browser.received()).isEmpty();
        assertThat(binder.export.size()).isZero();
    }

    @Test
    void ignoresWhatIsNoFrame() {
        browser.channel.pipeline().fireUserEventTriggered("something");
        browser.channel.pipeline().context(TextConnection.class).fireChannelRead(Unpooled.EMPTY_BUFFER);

        browser.send(CALL);

        assertThat(browser.received()).containsExactly(success("1", "7"));
    }

    // ---- reading

    @Test
    void readsNothingWhileTheClientTakesNoOutput() {
        browser.takesOutput(false);

        browser.send(text(CALL), text(CALL));

        assertThat(browser.channel.config().isAutoRead()).isFalse();
        assertThat(browser.received()).isEmpty();

        browser.takesOutput(true);

        assertThat(browser.received()).containsExactly(success("1", "7"), success("1", "7"));
        assertThat(browser.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void sendsAllRepliesOfARead() {
        browser.send(text(CALL), text(CALL), text(CALL));

        assertThat(browser.channel.outboundMessages()).as("in one go").hasSize(1);
        assertThat(browser.received()).hasSize(3);
    }
}
