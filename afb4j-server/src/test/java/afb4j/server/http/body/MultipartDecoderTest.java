package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A multipart body is its parts, however it is cut (http-and-wsj1.md 1.3, P4).
final class MultipartDecoderTest {

    private static final String FIELD = "Content-Disposition: form-data; name=\"a\"\r\n";

    private static String form(String part) {
        return "--XX\r\n" + part + "\r\n--XX--\r\n";
    }

    /// The parts as `name=text` or `name:file=text`, decoded from pieces of that length.
    private static List<String> decode(String body, int pieceBytes, int maxParts) throws FormException {
        Texts texts = new Texts();
        ByteBuf bytes = Unpooled.wrappedBuffer(body.getBytes(UTF_8));
        try (MultipartDecoder decoder = new MultipartDecoder("XX", maxParts, texts)) {
            while (bytes.isReadable()) {
                decoder.decode(bytes.readSlice(Math.min(pieceBytes, bytes.readableBytes())));
            }
            decoder.end();
        }
        return texts.parts;
    }

    private static List<String> decode(String body) throws FormException {
        List<String> whole = decode(body, Integer.MAX_VALUE, 10);
        for (int pieceBytes = 1; pieceBytes < Math.min(body.length(), 200); pieceBytes++) {
            assertThat(decode(body, pieceBytes, 10))
                    .as("in pieces of " + pieceBytes)
                    .isEqualTo(whole);
        }
        return whole;
    }

    private static final class Texts implements PartListener {

        private final List<String> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteBuf content = Unpooled.buffer();

        @Override
        public void onPart(PartHead head) {
            text.append(head.name());
            head.fileName().ifPresent(file -> text.append(':').append(file));
        }

        @Override
        public void onPiece(ByteBuf piece) {
            assertThat(piece.isReadable()).isTrue();
            content.writeBytes(piece, piece.readerIndex(), piece.readableBytes());
        }

        @Override
        public void onPartEnd() {
            parts.add(text + "=" + content.toString(UTF_8));
            text.setLength(0);
            content.clear();
        }
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(form(FIELD + "\r\nva"), List.of("a=va")),
                Arguments.of("--XX\r\n" + FIELD + "\r\nva\r\n--XX--", List.of("a=va")),
                Arguments.of("\r\n" + form(FIELD + "\r\nva"), List.of("a=va")),
                Arguments.of("before\r\n--X\r\n" + form(FIELD + "\r\nva") + "after\r\n--XX\r\n", List.of("a=va")),
                Arguments.of("--XX \t\r\n" + FIELD + "\r\nva\r\n--XX--", List.of("a=va")),
                Arguments.of("--XX--\r\n", List.of()),
                Arguments.of(form(FIELD + "\r\n"), List.of("a=")),
                Arguments.of(form(FIELD + "\r\n\r\n"), List.of("a=\r\n")),
                Arguments.of(form(FIELD + "\r\n\r\r\n\n\r"), List.of("a=\r\r\n\n\r")),
                Arguments.of(form(FIELD + "\r\nva --XX inline"), List.of("a=va --XX inline")),
                Arguments.of(form(FIELD + "\r\n--X\r\n--\r\n-\r"), List.of("a=--X\r\n--\r\n-\r")),
                Arguments.of(
                        form(
                                FIELD
                                        + "\r\n1\r\n--XX\r\nContent-Type: text/plain\r\nCONTENT-DISPOSITION:form-data;name=b\r\n\r\n2"),
                        List.of("a=1", "b=2")),
                Arguments.of(
                        form("Content-Disposition: form-data; name=\"f\"; filename=\"x\\\"y;z.txt\"\r\n\r\n\0\1"),
                        List.of("f:x\"y;z.txt=\0\1")),
                Arguments.of(
                        form("Content-Disposition: form-data; name=\"ä;€\"; filename=\"\"\r\n\r\n"), List.of("ä;€:=")),
                Arguments.of(form("Content-Transfer-Encoding: 8BIT\r\n" + FIELD + "\r\nü"), List.of("a=ü")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void hasTheSamePartsHoweverItIsCut(String body, List<String> parts) throws FormException {
        assertThat(decode(body)).isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "..\\\\..\\\\passwd",
                "C:\\\\dir\\\\passwd",
                "x/../passwd",
                "passwd\0",
                "\1passwd"
            })
    void namesAFileWithoutItsFolders(String sent) throws FormException { // P18
        String body = form("Content-Disposition: form-data; name=f; filename=\"" + sent + "\"\r\n\r\n1");

        assertThat(decode(body)).containsExactly("f:passwd=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/..", "a/", "\\\\"})
    void namesAFileNothingWhenItsNameIsAFolder(String sent) throws FormException { // P18
        assertThat(decode(form("Content-Disposition: form-data; name=f; filename=\"" + sent + "\"\r\n\r\n1")))
                .containsExactly("f:=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no boundary at all",
                "--XX",
                "--XX\r\n",
                "--XX\r\n" + FIELD,
                "--XX\r\n" + FIELD + "\r\nva",
                "--XX\r\n" + FIELD + "\r\nva\r\n--XX",
                "--XX\r\n" + FIELD + "\r\nva\r\n--XX-",
                "--XX\r\n" + FIELD + "\r\nva\n--XX--",
                "--XX\n" + FIELD + "\r\nva\r\n--XX--",
                "--XXY\r\n" + FIELD + "\r\nva\r\n--XX--",
                "--XX\r\n\r\nva\r\n--XX--",
                "--XX\r\nContent-Type: text/plain\r\n\r\nva\r\n--XX--",
                "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nva\r\n--XX--",
                "--XX\r\nContent-Disposition: form-data\r\n\r\nva\r\n--XX--",
                "--XX\r\nContent-Disposition: form-data; filename=a\r\n\r\nva\r\n--XX--",
                "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nva\r\n--XX--",
                "--XX\r\n" + FIELD + "nonsense\r\n\r\nva\r\n--XX--",
                "--XX\r\n" + FIELD + " folded: x\r\n\r\nva\r\n--XX--",
                "--XX\r\n" + FIELD + "\nva\r\n--XX--",
            })
    void isRefusedWhenItIsBroken(String body) {
        for (int pieceBytes = 1; pieceBytes <= body.length() + 1; pieceBytes++) {
            int bytes = pieceBytes;
            assertThatThrownBy(() -> decode(body, bytes, 10))
                    .as("in pieces of " + bytes)
                    .isInstanceOf(FormException.class)
                    .hasMessageContaining("expected")
                    .extracting(thrown -> ((FormException) thrown).status().code())
                    .isEqualTo(400);
        }
    }

    @Test
    void isRefusedWhenItsPartsAreEncoded() {
        String body = form("Content-Transfer-Encoding: base64\r\n" + FIELD + "\r\ndmE=");

        assertThatThrownBy(() -> decode(body))
                .isInstanceOf(FormException.class)
                .hasMessageContaining("send the bytes as they are");
    }

    @Test
    void hasNoMorePartsThanItMay() {
        String body = ("--XX\r\n" + FIELD + "\r\nva\r\n").repeat(3) + "--XX--";

        assertThatThrownBy(() -> decode(body, 1000, 2))
                .isInstanceOf(FormException.class)
                .hasMessageContaining("more than 2 parts");
    }

    @Test
    void hasNoLongHeads() {
        String body = form(FIELD + "X: " + "x".repeat(MultipartDecoder.MAX_HEAD_BYTES) + "\r\n\r\nva");

        for (int pieceBytes : new int[] {1, 100, 100_000}) {
            assertThatThrownBy(() -> decode(body, pieceBytes, 10))
                    .isInstanceOf(FormException.class)
                    .hasMessageContaining("headers are longer than");
        }
    }

    @Test
    void findsABoundaryOfTheLettersThatStandBeforeIt() throws FormException {
        String value = "\r\n--X".repeat(1000) + "\r".repeat(1000);

        assertThat(decode(form(FIELD + "\r\n" + value), 7, 10)).containsExactly("a=" + value);
    }
}
