package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The value of `--binding`: http-and-wsj1.md 7.2.
final class BindingSpecTest {

    @ParameterizedTest
    @CsvSource({
        "hello,                    hello,       PUBLIC,  '',  ",
        "./b.jar,                  ./b.jar,     PUBLIC,  '',  ",
        "hello:conf.json,          hello,       PUBLIC,  '',  conf.json",
        "hello:me:conf.json,       hello,       PUBLIC,  me,  conf.json",
        "hello:me:,                hello,       PUBLIC,  me,  ",
        "hello::/etc/c.json,       hello,       PUBLIC,  '',  /etc/c.json",
        "hello:me:a:b,             hello,       PUBLIC,  me,  a:b",
        "hello:,                   hello,       PUBLIC,  '',  ",
        "public:hello,             hello,       PUBLIC,  '',  ",
        "private:hello:c,          hello,       PRIVATE, '',  c",
        "restricted:/x/b.jar:me:c, /x/b.jar,    PRIVATE, me,  c",
        "-hello,                   hello,       PRIVATE, '',  ",
        "publicity,                publicity,   PUBLIC,  '',  "
    })
    void readsLocationVisibilityUidAndConfiguration(
            String text, String location, Visibility visibility, String uid, String config) {
        assertThat(BindingSpec.parse(text))
                .isEqualTo(new BindingSpec(
                        location, visibility, uid, Optional.ofNullable(config).map(Path::of)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":me:conf", "private:", "-", "public::c"})
    void refusesWhatNamesNoBinding(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindingSpec.parse(text))
                .withMessageContaining("\"" + text + "\" names no binding");
    }

    @ParameterizedTest
    @CsvSource({"hello, false", "./hello, true", "/x/hello, true", "hello.jar, true", "hellojar, false"})
    void takesForAJarWhatHasASlashOrEndsSo(String location, boolean jar) {
        assertThat(BindingSpec.parse(location).isJar()).isEqualTo(jar);
    }
}
