package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import afb4j.api.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the options of `afb4j binder` about sessions, settings, permissions and start-up calls do.
final class SessionOptionsIT {

    private static final String FULL = "there are 2 sessions, as many as there may be";

    @TempDir
    Path folder;

    private String socket(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=hello";
    }

    private RunningBinder hello(String... options) {
        List<String> all = new ArrayList<>(List.of("-b", "hello", "--ws-server", socket("hello")));
        all.addAll(List.of(options));
        return RunningBinder.start(all.toArray(String[]::new));
    }

    private HelloClient inSession(String uuid) {
        return HelloClient.at(socket("hello"), client -> client.session(uuid));
    }

    private static Json value(int number) {
        return Json.of(number);
    }

    // S-40, S-45, W-42, B-25
    @Test
    void fullStoreRefusesWhoComesLateAndNobodyElse() {
        try (RunningBinder _ = hello("--session-max", "2");
                HelloClient first = inSession("first");
                HelloClient unnamed = HelloClient.at(socket("hello"));
                HelloClient late = inSession("late");
                HelloClient lateAndUnnamed = HelloClient.at(socket("hello"))) {
            first.result("setctx", value(1));
            unnamed.result("setctx", value(2));

            assertThat(late.call("setctx", value(3)).status())
                    .isEqualTo(Status.OUT_OF_MEMORY.withInfo("there is no room for the session"));
            assertThat(lateAndUnnamed.call("setctx", value(4)).status()).isEqualTo(Status.OUT_OF_MEMORY.withInfo(FULL));
            lateAndUnnamed.sync(); // a verb that needs no session
            assertThat(first.result("getctx", null)).isEqualTo(value(1));
            assertThat(unnamed.result("getctx", null)).isEqualTo(value(2));

            first.leave();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> late.call("setctx", value(5)).status().isSuccess());
            assertThat(late.result("getctx", null)).isEqualTo(value(5));
            assertThat(lateAndUnnamed.call("getctx", null).status()).isEqualTo(Status.OUT_OF_MEMORY.withInfo(FULL));
        }
    }

    // S-07, S-45, W-55: a relay needs a session for each of its clients
    @Test
    void fullStoreOfRelayRefusesWhoComesLateAndNobodyElse() {
        try (RunningBinder _ = hello();
                RunningBinder _ = RunningBinder.start(
                        "--session-max", "2", "--ws-client", socket("hello"), "--ws-server", socket("relay"));
                HelloClient one = HelloClient.at(socket("relay"));
                HelloClient two = HelloClient.at(socket("relay"));
                HelloClient three = HelloClient.at(socket("relay"))) {
            one.result("setctx", value(1));
            two.result("setctx", value(2));

            assertThat(three.call("ping", null).status()).isEqualTo(Status.OUT_OF_MEMORY.withInfo(FULL));
            assertThat(three.call("ping", null).status()).isEqualTo(Status.OUT_OF_MEMORY.withInfo(FULL));
            assertThat(one.result("getctx", null)).isEqualTo(value(1));
            assertThat(two.result("getctx", null)).isEqualTo(value(2));

            one.leave();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> three.call("ping", null).status().isSuccess());
        }
    }

    // S-42, S-45, S-46, S-47: the place of a session that nobody used for a second is free, and its value gone
    @Test
    void unusedSessionEndsAfterItsTime() {
        try (RunningBinder _ = hello("--cntxtimeout", "1", "--session-max", "1");
                HelloClient idle = inSession("idle");
                HelloClient waiting = inSession("waiting")) {
            idle.result("setctx", value(1));
            assertThat(waiting.call("getctx", null).status().name()).isEqualTo("out-of-memory");

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> waiting.call("getctx", null).status().isSuccess());
            waiting.leave();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> idle.call("ping", null).status().isSuccess());
            assertThat(idle.result("getctx", null)).isEqualTo(Json.NULL);
        }
    }

    // S-41, S-51
    @Test
    void initialTokenIsThatOfNewSessions() {
        try (RunningBinder binder = hello("--token", "open sesame");
                HelloClient without = inSession("one");
                HelloClient with = HelloClient.at(
                        socket("hello"), client -> client.session("one").token("open sesame"))) {
            assertThat(without.call("checktok", null).status()).isEqualTo(Status.INVALID_TOKEN);
            assertThat(with.call("checktok", null).status()).isEqualTo(Status.SUCCESS);
            assertThat(binder.command().awaitStderr("required")).doesNotContain("sesame"); // R32
        }
    }

    @Test
    void settingsAreThoseForAllOverlaidByThoseOfTheApi() {
        try (RunningBinder _ = hello(
                        "-s",
                        "/a:1",
                        "--set",
                        "/b:\"all\"",
                        "-s",
                        "hello/b:\"own\"",
                        "-s",
                        "{\"hello\":{\"c\":[true]}}");
                HelloClient client = HelloClient.at(socket("hello"))) {
            assertThat(client.result("settings", null).members())
                    .containsEntry("a", Json.of(1))
                    .containsEntry("b", Json.of("own"))
                    .containsEntry("c", Json.parse("[true]"));
        }
    }

    @Test
    void startUpCallsAreMadeInTheirOrder() {
        try (RunningBinder binder = hello(
                        "--call", "hello/eventadd:{\"tag\":\"early\",\"name\":\"early\"}",
                        "--call", "hello/eventpush:{\"tag\":\"early\",\"data\":1}");
                HelloClient client = HelloClient.at(socket("hello"))) {
            assertThat(binder.log())
                    .containsSubsequence(
                            "start-up call hello/eventadd: success",
                            "start-up call hello/eventpush: success",
                            " is ready");
            client.run("eventsub", "early");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello/fail:1   | start-up call hello/fail failed: internal-error (-1)
            nobody/ping:1  | start-up call nobody/ping failed: unknown-api (-3)
            hello/ping     | cannot call hello/ping: expected API/VERB:JSON
            """)
    void startUpCallThatFailsEndsTheStart(String call, String sentence) {
        assertRefused(sentence, "-b", "hello", "--ws-server", socket("hello"), "--call", call);
        assertThat(folder.resolve("hello")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --session-max    | 0        | option --session-max value 0 out of bounds (not in [1 , 1000000])
            --slow-listeners | patience | option --slow-listeners requires drop-oldest, coalesce or disconnect (found patience)
            --set            | hello/:1 | cannot set hello/:1: expected a JSON object of values by key
            --token          | 1234567890123456789012345678901234567 | option --token has 37 characters, expected 36 at most
            """)
    void badValueIsRefusedInOneSentence(String option, String value, String sentence) {
        assertRefused(sentence, option, value);
    }

    // S-41: the longest
    @Test
    void tokenMayHave36Characters() {
        try (RunningBinder _ = hello("--token", "123456789012345678901234567890123456");
                HelloClient client = HelloClient.at(
                        socket("hello"), options -> options.token("123456789012345678901234567890123456"))) {
            assertThat(client.call("checktok", null).status()).isEqualTo(Status.SUCCESS);
        }
    }

    // ---- permissions

    @Test
    void policyDecidesWhoMayWhat() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy"), """
                # who  session  permission    grant
                *      admin    urn:test:*    yes
                *      *        urn:test:read YES   # for all
                """);
        try (RunningBinder _ = hello("--permissions", policy.toString());
                HelloClient admin = inSession("admin");
                HelloClient guest = inSession("guest")) {
            assertThat(hasPermission(admin, "urn:test:write")).isTrue();
            assertThat(hasPermission(guest, "urn:test:read")).isTrue();
            assertThat(hasPermission(guest, "urn:test:write")).isFalse();
            assertThat(hasPermission(admin, "urn:other")).isFalse();
        }
    }

    private static boolean hasPermission(HelloClient client, String permission) {
        return client.call("hasperm", Json.object().put("perm", permission).build())
                .status()
                .isSuccess();
    }

    // W-61: over TCP nobody speaks for others unless a policy says so
    @Test
    void relayOverTcpNeedsPermissionToSpeakForItsClients() {
        try (RunningBinder owner = RunningBinder.start("-b", "hello", "--ws-server", "tcp:127.0.0.1:0/hello");
                RunningBinder _ = RunningBinder.start(
                        "--ws-client",
                        "tcp:127.0.0.1:" + owner.port("hello") + "/hello",
                        "--ws-server",
                        socket("relay"));
                HelloClient client = HelloClient.at(socket("relay"))) {
            assertThat(client.call("ping", null).status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            * * yes         ~ line 2: expected 4 fields (who session permission yes|no), there are 3: * * yes
            * * urn:x maybe ~ line 2: expected yes or no at the end, found maybe
            """)
    void badLineOfPolicyIsNamed(String line, String sentence) throws IOException {
        Path policy = Files.writeString(folder.resolve("policy"), "# a policy\n" + line + "\n");

        assertRefused(policy + " " + sentence, "--permissions", policy.toString());
    }

    @Test
    void policyThatIsNotThereIsNamed() {
        Path nothing = folder.resolve("nothing");

        assertRefused("the permission policy " + nothing + " does not exist", "--permissions", nothing.toString());
    }

    private static void assertRefused(String sentence, String... options) {
        List<String> args = new ArrayList<>(List.of("binder", "--no-httpd"));
        args.addAll(List.of(options));

        assertThat(Command.run("", args)).isEqualTo(new Command.Outcome(1, "", "<3> ERROR: " + sentence + "\n"));
    }
}
