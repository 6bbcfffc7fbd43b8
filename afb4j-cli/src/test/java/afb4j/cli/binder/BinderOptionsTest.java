package afb4j.cli.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.core.Visibility;
import afb4j.server.BinderConfig;
import afb4j.server.BinderConfig.BrokenBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From options to the configuration of a binder (http-and-wsj1.md 7.2, R28).
final class BinderOptionsTest {

    private static BinderConfig config(String... args) throws UsageException {
        return BinderOptions.config(parse(args), Map.of());
    }

    private static Options.Parsed parse(String... args) throws UsageException {
        return BinderOptions.all().parse(List.of(args));
    }

    @Test
    void hasTheDefaultsOfTheReference() throws UsageException {
        BinderConfig config = config();

        assertThat(config.name()).isEqualTo("afb4j");
        assertThat(config.core().callTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.transport().limits().maxMessageBytes()).isEqualTo(1_048_500);
        assertThat(config.brokenBinding()).isEqualTo(BrokenBinding.SKIP);
        assertThat(config.stopTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readsBindingsWithExportUidAndConfig() throws UsageException {
        BinderConfig config = config("-b", "hello", "--binding=private:./x.jar:U:c.json");

        assertThat(config.bindings()).hasSize(2);
        assertThat(config.bindings().getLast()).satisfies(spec -> {
            assertThat(spec.location()).isEqualTo("./x.jar");
            assertThat(spec.visibility()).isEqualTo(Visibility.PRIVATE);
            assertThat(spec.uid()).isEqualTo("U");
            assertThat(spec.config()).contains(Path.of("c.json"));
        });
    }

    @Test
    void readsServersAndClientsInOrder() throws UsageException {
        BinderConfig config = config(
                "--ws-server", "unix:/tmp/afb/hello", "--ws-server", "tcp:*:1/x", "--ws-client", "unix:@a?as-api=b");

        assertThat(config.exports()).extracting(spec -> spec.api()).containsExactly("hello", "x");
        assertThat(config.imports()).extracting(spec -> spec.api()).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:@a, PRIVATE", // P28: private unless asked, as the manual says
        "private:unix:@a, PRIVATE",
        "restricted:unix:@a, PRIVATE",
        "-unix:@a, PRIVATE",
        "public:unix:@a, PUBLIC"
    })
    void readsExportOfRemoteApis(String spec, Visibility visibility) throws UsageException {
        assertThat(config("--ws-client=" + spec).imports())
                .singleElement()
                .satisfies(remote -> assertThat(remote.visibility()).isEqualTo(visibility));
    }

    @Test
    void readsLimitsNameAndStrictness() throws UsageException {
        BinderConfig config = config("--apitimeout", "0", "--ws-maxlen=2000000", "-n", "me", "--strict", "--no-httpd");

        assertThat(config.core().callTimeout()).isZero();
        assertThat(config.transport().limits().maxMessageBytes()).isEqualTo(2_000_000);
        assertThat(config.name()).isEqualTo("me");
        assertThat(config.brokenBinding()).isEqualTo(BrokenBinding.STOP);
    }

    @Test
    void readsHowLinksAreKept() throws UsageException {
        assertThat(config("--ws-client", "unix:@a", "--wait-remotes", "3")).satisfies(config -> {
            assertThat(config.imports().getFirst().required()).isTrue();
            assertThat(config.remoteTimeout()).isEqualTo(Duration.ofSeconds(3));
        });
        assertThat(config("--ws-client", "unix:@a", "--eager")
                        .imports()
                        .getFirst()
                        .required())
                .isFalse();
    }

    @Test
    void ignoresSmallerMessageLimit() throws UsageException {
        assertThat(config("--ws-maxlen", "100").transport().limits().maxMessageBytes())
                .isEqualTo(1_048_500);
    }

    @Test
    void readsEnvironmentBelowOptions() throws UsageException {
        Map<String, String> environment = Map.of("AFB_APITIMEOUT", "7");

        assertThat(BinderOptions.config(parse(), environment).core().callTimeout())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(BinderOptions.config(parse("--apitimeout=8"), environment)
                        .core()
                        .callTimeout())
                .isEqualTo(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({
        "--apitimeout, -1, option --apitimeout value -1 out of bounds",
        "--apitimeout, abc, option --apitimeout requires a valid integer (found abc)",
        "--ws-maxlen, 0, option --ws-maxlen value 0 out of bounds",
        "--ws-server, tcp:localhost:x/a, bad socket specification",
        "--ws-client, public:sd:a, bad socket specification",
        "-b, private:, names no binding"
    })
    void refusesBadValuesWithSentence(String option, String value, String sentence) {
        assertThatThrownBy(() -> config(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void refusesOperands() {
        assertThatThrownBy(() -> config("extra"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("extra");
    }

    @ParameterizedTest
    @CsvSource({ // vector cli-binder, and 7.2
        "-q, error",
        "-v, error+warning+notice",
        "-vvv, error+warning+notice+info+debug",
        "-vvvvv, error+warning+notice+info+debug",
        "-qqq, error",
        "'-l error,info', error+info",
        "'-l +debug', error+warning+debug",
        "'-l @notice', error+warning+notice",
        "'-l info -v', error+info+debug"
    })
    void readsLevels(String args, String levels) throws UsageException {
        assertThat(BinderOptions.levels(parse(args.split(" ")), Map.of())).hasToString(levels);
    }

    @Test
    void readsLevelsOfEnvironmentBelowOptions() throws UsageException {
        Map<String, String> environment = Map.of("AFB_LOG", "info");

        assertThat(BinderOptions.levels(parse(), environment)).hasToString("error+info");
        assertThat(BinderOptions.levels(parse("-l", "notice"), environment)).hasToString("error+notice");
    }
}
