package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 7.2, `--set`.
final class SettingsTest {

    @Test
    void overlaysThoseForAllByThoseOfAnApi() {
        Settings settings = Settings.NONE.with("/a:1").with("hello/a:2").with("*/b:true");

        assertThat(settings.of("hello").compact()).isEqualTo("{\"a\":2,\"b\":true}");
        assertThat(settings.of("other").compact()).isEqualTo("{\"a\":1,\"b\":true}");
    }

    @Test
    void takesWholeObjects() {
        Settings settings = Settings.NONE
                .with("hello/:{\"a\":1,\"b\":2}")
                .with("hello/*:{\"b\":3}")
                .with("{\"hello\":{\"c\":{\"d\":[]}}}");

        assertThat(settings.of("hello").compact()).isEqualTo("{\"a\":1,\"b\":3,\"c\":{\"d\":[]}}");
    }

    @Test
    void takesWhatIsNoJsonAsText() {
        assertThat(Settings.NONE.with("hello/dir:/run/x").of("hello").compact()).isEqualTo("{\"dir\":\"/run/x\"}");
    }

    @Test
    void isEmptyWhenNothingIsSet() {
        assertThat(Settings.NONE.of("hello").compact()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "hello/a", "a:1", "hello/:5", "{\"hello\":5}"})
    void refusesWhatHasNoneOfTheForms(String spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.NONE.with(spec))
                .withMessageContaining("expected");
    }
}
