package afb4j.cli.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.cli.options.Options;
import afb4j.cli.options.UsageException;
import afb4j.core.Visibility;
import afb4j.core.event.SlowListener;
import afb4j.core.security.PermissionQuestion;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionStore;
import afb4j.server.BinderConfig;
import afb4j.server.BinderConfig.BrokenBinding;
import afb4j.server.BinderConfig.StartCall;
import afb4j.store.FileSessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void validatesArgumentsIfTold() throws UsageException {
        assertThat(config().core().validate()).isFalse();
        assertThat(config("--validate").core().validate()).isTrue();
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
    void hasTheDefaultsOfSessionsAndEventsOfTheReference() throws UsageException {
        BinderConfig config = config();

        assertThat(config.core().sessions()).isEqualTo(new SessionConfig(200, Duration.ofSeconds(32_000_000), ""));
        assertThat(config.core().events().slowListener()).isEqualTo(SlowListener.DROP_OLDEST);
        assertThat(config.core().settings().of("hello")).isEqualTo(Json.parse("{}"));
        assertThat(config.calls()).isEmpty();
        assertThat(config.apis()).isEmpty();
    }

    @Test
    void readsSettings() throws UsageException {
        BinderConfig config = config("-s", "/g:5", "--set", "hello/h:x", "-s", "{\"hello\":{\"k\":{\"z\":1}}}");

        assertThat(config.core().settings().of("hello").compact()).isEqualTo("{\"g\":5,\"h\":\"x\",\"k\":{\"z\":1}}");
        assertThat(config.core().settings().of("other").compact()).isEqualTo("{\"g\":5}");
    }

    @Test
    void addsOptionsToTheSettingsOfTheEnvironment() throws UsageException {
        Map<String, String> environment = Map.of("AFB_SET", "{\"hello\":{\"a\":1,\"b\":1}}");

        BinderConfig config = BinderOptions.config(parse("-s", "hello/b:2"), environment);

        assertThat(config.core().settings().of("hello").compact()).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void readsStartCallsInOrder() throws UsageException {
        BinderConfig config = config("--call", "hello/ping:{\"a\":1}", "--call", "hello/verbose:not json");

        assertThat(config.calls())
                .containsExactly(
                        new StartCall("hello", "ping", Json.parse("{\"a\":1}")),
                        new StartCall("hello", "verbose", Json.of("not json")));
    }

    @Test
    void readsLimitsOfSessionsAndTheInitialToken() throws UsageException {
        BinderConfig config = config("--session-max", "5", "--cntxtimeout=60", "--token", "T");

        assertThat(config.core().sessions()).isEqualTo(new SessionConfig(5, Duration.ofSeconds(60), "T"));
    }

    @ParameterizedTest
    @CsvSource({"drop-oldest, DROP_OLDEST", "coalesce, COALESCE", "disconnect, DISCONNECT"})
    void readsThePolicyForSlowListeners(String text, SlowListener policy) throws UsageException {
        assertThat(config("--slow-listeners", text).core().events().slowListener())
                .isEqualTo(policy);
    }

    @Test
    void keepsSessionsAndDocumentsAndAsksThePolicyWhereItIsTold(@TempDir Path folder)
            throws UsageException, IOException {
        Path file = folder.resolve("new/sessions");
        Path documents = folder.resolve("documents");
        Path policy = Files.writeString(folder.resolve("policy"), "none * urn:a* yes\n");

        BinderConfig config = config(
                "--session-file=" + file, "--session-documents", documents.toString(), "--permissions=" + policy);

        try (SessionStore store = config.sessionStore()) {
            assertThat(store).isInstanceOf(FileSessionStore.class);
        }
        assertThat(file).exists();
        assertThat(documents).isDirectory();
        assertThat(config.apis()).extracting(spec -> spec.api().name()).containsExactly("documents");
        assertThat(config.permissions().isGranted(asked("urn:ab"))).isTrue();
        assertThat(config.permissions().isGranted(asked("urn:b"))).isFalse();
    }

    private static PermissionQuestion asked(String permission) {
        return new PermissionQuestion(Optional.empty(), "", Optional.empty(), permission);
    }

    @Test
    void saysWhatIsWrongWithFiles(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "# fine\nme * urn:a maybe\n");

        assertRefused("the permission policy " + folder + "/none does not exist", "--permissions", folder + "/none");
        assertRefused(bad + " line 2: expected yes or no at the end, found maybe", "--permissions", bad.toString());
        assertRefused("the directory of documents " + bad + " is not writable", "--session-documents", bad.toString());
        assertRefused("the sessions file " + bad + " cannot be opened", "--session-file", bad.toString());
        assertRefused("the sessions file " + folder, "--session-file", folder.toString());
    }

    private static void assertRefused(String sentence, String... args) {
        assertThatThrownBy(() -> config(args))
                .isInstanceOf(BinderException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void neverShowsTheTokenItRefuses() {
        String token = "s".repeat(37);

        assertThatThrownBy(() -> config("--token", token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option --token has 37 characters, expected 36 at most"); // S-41
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
        "-b, private:, names no binding",
        "--session-max, 0, 'option --session-max value 0 out of bounds (not in [1 , 1000000])'",
        "--session-max, 1000001, option --session-max value 1000001 out of bounds",
        "--session-max, many, option --session-max requires a valid integer (found many)",
        "--cntxtimeout, 0, option --cntxtimeout value 0 out of bounds",
        "--cntxtimeout, 1h, option --cntxtimeout requires a valid integer (found 1h)",
        "--set, hello, 'cannot set hello: expected [API]/[KEY]:VALUE'",
        "--set, hello/:1, 'cannot set hello/:1: expected a JSON object of values by key'",
        "--set, '{\"hello\":1}', expected a JSON object of values by key",
        "--call, hello/ping, 'cannot call hello/ping: expected API/VERB:JSON'",
        "--call, ping:1, 'cannot call ping:1: expected API/VERB:JSON'",
        "--slow-listeners, wait, 'option --slow-listeners requires drop-oldest, coalesce or disconnect (found wait)'",
        "--session-file, '', option --session-file requires a path (found nothing)",
        "--permissions, '', option --permissions requires a path (found nothing)"
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
