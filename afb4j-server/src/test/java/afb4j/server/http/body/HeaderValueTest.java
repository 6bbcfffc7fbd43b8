package afb4j.server.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers with parameters.
final class HeaderValueTest {

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("form-data", "form-data", Map.of()),
                Arguments.of(" Form-Data ; ", "form-data", Map.of()),
                Arguments.of("form-data; name=a", "form-data", Map.of("name", "a")),
                Arguments.of("form-data; NAME = a ", "form-data", Map.of("name", "a")),
                Arguments.of("form-data;name=\"a\"", "form-data", Map.of("name", "a")),
                Arguments.of("form-data; name=\"\"", "form-data", Map.of("name", "")),
                Arguments.of("form-data; name=\"a;b=c\" ; x=y", "form-data", Map.of("name", "a;b=c", "x", "y")),
                Arguments.of("form-data; name=\"a\\\"b\\\\c\"", "form-data", Map.of("name", "a\"b\\c")),
                Arguments.of("form-data; name=\"C:\\dir\\x\"", "form-data", Map.of("name", "C:\\dir\\x")),
                Arguments.of("form-data; name=a; name=b", "form-data", Map.of("name", "a")),
                Arguments.of(
                        "multipart/form-data; boundary=----W", "multipart/form-data", Map.of("boundary", "----W")));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void haveAValueAndParameters(String text, String value, Map<String, String> parameters) {
        assertThat(HeaderValue.parse(text)).contains(new HeaderValue(value, parameters));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "; name=a",
                "form-data; name",
                "form-data; name=\"a",
                "form-data; name=\"a\"b",
                "form-data; =a",
                "form-data; x; name=a",
                "form-data; \"name\"=a",
                "form-data; name=a\"b"
            })
    void areNothingInAnotherForm(String text) {
        assertThat(HeaderValue.parse(text)).isEmpty();
    }
}
