package afb4j.examples.probe;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.core.CoreConfig;
import afb4j.server.Binder;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The verbs of http-and-wsj1.md 10.1, called by a client of WSAPI.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ProbeIT {

    private static final Duration CALL_TIMEOUT = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Binder binder;
    private AfbClient client;

    @BeforeEach
    void start() throws Exception {
        String socket = "unix:" + folder.resolve("probe");
        binder = Binder.builder()
                .api(probe())
                .core(CoreConfig.DEFAULT.withCallTimeout(CALL_TIMEOUT).withSlowVerb(Duration.ofMinutes(1)))
                .stopTimeout(Duration.ofMillis(100)) // for the verb that never answers
                .serve(socket)
                .start();
        client = AfbClient.to(socket)
                .onEvent((name, data) -> events.add(name + " " + data.compact()))
                .connect();
    }

    @AfterEach
    void stop() {
        client.close();
        binder.close();
    }

    private static Api probe() throws Exception {
        Binding binding = ServiceLoader.load(Binding.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("probe"))
                .findFirst()
                .orElseThrow();
        return binding.apis(new BindingContext("test", "", Json.NULL, _ -> {})).getFirst();
    }

    private Reply call(String verb, String argument) {
        return client.call(verb, Json.parse(argument));
    }

    private String result(String verb, String argument) {
        Reply reply = call(verb, argument);
        assertThat(reply.status()).isEqualTo(Status.SUCCESS);
        return reply.json().compact();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`t`:`json`,`v`:{`a`:1}}       | {`a`:1}",
                "{`t`:`string`,`v`:`x`}         | `x`",
                "{`t`:`string`,`v`:null}        | null",
                "{`t`:`i32`,`v`:-5}             | -5",
                "{`t`:`u32`,`v`:4000000000}     | 4000000000",
                "{`t`:`i64`,`v`:-5000000000}    | -5000000000",
                "{`t`:`u64`,`v`:5000000000}     | 5000000000",
                "{`t`:`double`,`v`:1.5}         | 1.5",
                "{`t`:`bool`,`v`:true}          | true",
                "{`t`:`bytes`,`v`:`x`}          | null",
            })
    void repliesValuesOfAnyType(String typed, String shown) {
        String argument = "{`status`:0,`values`:[" + typed + ",{`t`:`json`,`v`:7}]}";

        assertThat(result("reply", argument.replace('`', '"'))).isEqualTo("[" + shown.replace('`', '"') + ",7]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"values\":[{\"t\":\"u8\",\"v\":1}]}",
                "{\"values\":[{\"t\":\"u32\",\"v\":-1}]}",
                "{\"values\":[{\"v\":1}]}",
                "{\"values\":[1]}",
                "{\"values\":1}",
            })
    void refusesValuesThatAreNone(String argument) {
        assertThat(call("reply", argument).status().name()).isEqualTo("invalid-request");
    }

    @Test
    void answersWithinItsTimeOrNotAtAll(LogCapture logs) {
        logs.tolerate("no answer within");

        assertThat(result("sleep", "{\"ms\":10}")).isEqualTo("\"slept\"");
        assertThat(result("delay", "{\"ms\":\"10\"}")).isEqualTo("\"delayed\"");
        assertThat(call("nothing", "null").status()).isEqualTo(Status.NO_REPLY);
        assertThat(call("sleep", "{\"ms\":60000}").status().code()).isEqualTo(Status.INTERNAL_ERROR.code());
        assertThat(call("spin", "null").status().code()).isEqualTo(Status.INTERNAL_ERROR.code());
        assertThat(call("never", "null").status().code()).isEqualTo(Status.INTERNAL_ERROR.code());
    }

    @Test
    void answersTwiceOrFails(LogCapture logs) {
        logs.expect("was answered before, dropped: success (1)");
        logs.expect("probe/crash failed");

        assertThat(result("twice", "null")).isEqualTo("\"first\"");
        assertThat(call("crash", "null").status()).isEqualTo(Status.INTERNAL_ERROR);
    }

    @Test
    void keepsAValueAndALevelInTheSession() {
        assertThat(result("getval", "null")).isEqualTo("[-2,null]");
        assertThat(result("setval", "{\"k\":1}")).isEqualTo("1");
        assertThat(result("setval", "{\"k\":2}")).isEqualTo("0");
        assertThat(result("getval", "null")).isEqualTo("[0,{\"k\":2}]");
        assertThat(call("loa1", "null").status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
        assertThat(result("setloa", "{\"loa\":1}")).isEqualTo("1");
        assertThat(call("loa1", "null").status()).isEqualTo(Status.SUCCESS);
        assertThat(result("setloa", "-3")).isEqualTo("-3");
        assertThat(result("getloa", "null")).isEqualTo("0");
        assertThat(result("setloa", "1073741824")).isEqualTo("-22");
        assertThat(result("setloa", "\"x\"")).isEqualTo("-22");
    }

    @ParameterizedTest
    @CsvSource({
        "check,success", "loa2,insufficient-scope", "checkclose,insufficient-scope", "auth-no,insufficient-scope",
        "auth-yes,success", "auth-tok,success", "auth-perm,success", "auth-loa2,insufficient-scope",
        "auth-and,success", "auth-or,success", "auth-not,insufficient-scope"
    })
    void guardsItsVerbs(String verb, String status) {
        assertThat(call(verb, "null").status().name()).isEqualTo(status);
    }

    @Test
    void tellsHowItWasCalled() {
        String names = "{\"api\":\"probe\",\"verb\":\"%s\",\"api-name\":\"probe\"}";

        assertThat(result("called", "null")).isEqualTo(names.formatted("called"));
        assertThat(result("x-exact", "null")).isEqualTo(names.formatted("x-exact"));
        assertThat(result("middle", "null")).isEqualTo(names.formatted("middle"));
        assertThat(result("params", "{}")).isEqualTo("[\"json\"]");
        assertThat(result("client", "null")).contains("\"LOA\":0");
        assertThat(call("X-exact", "null").status()).isEqualTo(Status.UNKNOWN_VERB);
    }

    @Test
    void callsOthersAsItselfOrAsItsCaller() {
        String call = "{\"api\":\"probe\",\"verb\":\"evsub\",\"flags\":%d}";

        assertThat(result("subcall", "{\"api\":\"probe\",\"verb\":\"echo\",\"args\":[1]}"))
                .isEqualTo("[1]");
        assertThat(call("subcall", "{\"api\":\"nope\",\"verb\":\"x\"}").status())
                .isEqualTo(Status.UNKNOWN_API);
        assertThat(call("subcall", "{\"verb\":\"x\"}").status().name()).isEqualTo("invalid-request");
        assertThat(result("subcall", call.formatted(0))).isEqualTo("0");
        assertThat(result("evpush", "1")).isEqualTo("1"); // to the API itself
        assertThat(events).isEmpty();
        assertThat(result("subcall", call.formatted(2))).isEqualTo("0");
        assertThat(result("evpush", "2")).isEqualTo("2");
        assertThat(events).containsExactly("probe/tick 2");
    }

    @Test
    void pushesAndBroadcastsItsEvent() throws InterruptedException {
        assertThat(result("evpush", "0")).isEqualTo("-1");
        assertThat(result("evbroad", "0")).isEqualTo("-1");
        assertThat(result("evunsub", "0")).isEqualTo("-1");
        assertThat(result("evsub", "null")).isEqualTo("0");
        assertThat(result("evpush", "[]")).isEqualTo("1");
        assertThat(result("evpush", "[1]")).isEqualTo("1");
        assertThat(result("evpush", "[1,2]")).isEqualTo("1");
        assertThat(result("evunsub", "null")).isEqualTo("1");
        assertThat(result("evunsub", "null")).isEqualTo("0");
        assertThat(result("evpush", "3")).isEqualTo("0");
        assertThat(result("evbroad", "4")).isEqualTo("0");
        assertThat(result("bcast", "{\"name\":\"other\",\"data\":5}")).isEqualTo("0");
        assertThat(call("evdrop", "null").status()).isEqualTo(Status.SUCCESS);
        assertThat(result("evpush", "6")).isEqualTo("-1");

        for (String seen : new String[] {"tick null", "tick 1", "tick [1,2]", "tick 4", "other 5"}) {
            assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("probe/" + seen);
        }
    }

    @Test
    void isNotAvailableForHttpWithoutHttp() {
        assertThat(call("http", "{}").status()).isEqualTo(Status.NOT_AVAILABLE);
    }
}
