package afb4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// GNU style of the command line (http-and-wsj1.md 7.1).
final class OptionsTest {

    private static Options.Parsed parse(String... args) throws UsageException {
        return options().parse(List.of(args));
    }

    private static Options options() {
        return new Options("test")
                .list("-b, --binding", "B", "bindings")
                .value("--apitimeout", "S", "seconds")
                .value("-n, --name", "N", "name")
                .flag("--no-httpd", "flag")
                .flag("-v, --verbose", "more");
    }

    @Test
    void readsLongOptionsWithEqualsSignAndWithFollowingWord() throws UsageException {
        assertThat(parse("--apitimeout=5").value("--apitimeout", "")).isEqualTo("5");
        assertThat(parse("--apitimeout", "5").value("--apitimeout", "")).isEqualTo("5");
    }

    @Test
    void completesAbbreviatedLongOptions() throws UsageException {
        assertThat(parse("--bind", "hello", "--no-h", "--api=3").list("-b")).containsExactly("hello");
    }

    @Test
    void readsClusteredShortOptions() throws UsageException {
        Options.Parsed parsed = parse("-vvn", "me", "-bx");

        assertThat(parsed.count("-v")).isEqualTo(2);
        assertThat(parsed.value("-n", "")).isEqualTo("me");
        assertThat(parsed.list("-b")).containsExactly("x");
    }

    @Test
    void takesWordThatLooksLikeOptionAsValue() throws UsageException {
        assertThat(parse("-n", "-v").value("-n", "")).isEqualTo("-v");
    }

    @Test
    void keepsTheLastOfValuesAndAllOfLists() throws UsageException {
        Options.Parsed parsed = parse("-n", "one", "-b", "x", "-n", "two", "-b", "y");

        assertThat(parsed.value("-n", "")).isEqualTo("two");
        assertThat(parsed.list("-b")).containsExactly("x", "y");
    }

    @Test
    void givesOperandsInOrderAmongOptionsAndAfterDashes() throws UsageException {
        assertThat(parse("a", "-v", "b", "--", "-c").operands()).containsExactly("a", "b", "-c");
    }

    @Test
    void doesNotExpandFilesOrVariables() throws UsageException {
        assertThat(parse("@/nonexistent", "${sys:user.home}").operands())
                .containsExactly("@/nonexistent", "${sys:user.home}");
    }

    @Test
    void refusesUnknownOption() {
        assertThatThrownBy(() -> parse("--bogus"))
                .isInstanceOf(UsageException.class)
                .hasMessage("unrecognized option '--bogus'");
    }

    @Test
    void refusesMissingValue() {
        assertThatThrownBy(() -> parse("--apitimeout"))
                .isInstanceOf(UsageException.class)
                .hasMessage("option '--apitimeout' requires an argument");
    }

    @Test
    void refusesValueOfFlag() {
        assertThatThrownBy(() -> parse("--no-httpd=1")).isInstanceOf(UsageException.class);
    }
}
