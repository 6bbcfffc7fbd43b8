package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// W-03.
final class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"hello", "x", "low-can", "a.b", "é😀", "a*b", "a:b", "a+b=c", "(a)[b]{c}|~;,$!<>^_"})
    void acceptsNames(String name) {
        assertThat(Names.isApiName(name)).isTrue();
        assertThat(Names.requireApiName(name)).isSameAs(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a\tb", "a\u0000", "a\u007f", "\"", "#", "a%", "&", "'", "a/b", "?", "`", "\\", "a@b",
                "\n"
            })
    void refusesWhatIsNoName(String name) {
        assertThat(Names.isApiName(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.requireApiName(name))
                .withMessageContaining("\"" + name + "\" is not a name for an API");
    }

    @Test
    void refusesAnEndlessName() {
        assertThat(Names.isApiName("x".repeat(Names.MAX_API_NAME_LENGTH))).isTrue();
        assertThat(Names.isApiName("x".repeat(Names.MAX_API_NAME_LENGTH + 1))).isFalse();
    }
}
