package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// Values, levels of assurance and tokens of sessions: hello.md 4.4, 6 and 7.
final class SessionVerbsTest {

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "S2017")
    void closeEmptiesTheSession(Flavour flavour) { // S-50, W-54, vectors v1-session*
        FakeBinder binder = new FakeBinder(flavour);
        binder.call("set-loa", "1");

        Reply set = binder.call("setctx", "{\"k\":\"v\"}");
        Reply got = binder.call("getctx", "null");
        Reply closed = binder.call("close", "null");
        Reply empty = binder.call("getctx", "null");

        ReplyShape shape = flavour.replies();
        assertThat(set).isEqualTo(shape.success(Json.parse("{\"k\":\"v\"}"), "context set"));
        assertThat(got).isEqualTo(shape.success(Json.parse("{\"k\":\"v\"}"), "returning the context"));
        assertThat(closed).isEqualTo(shape.success(null, "session closed"));
        assertThat(empty).isEqualTo(shape.success(null, "returning the context"));
        assertThat(binder.client.session().loa()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"V4, context setif", "V3, context set", "S2020, context set"})
    void setctxifStoresOnceAndAnswersItsArgument(Flavour flavour, String info) { // S-54
        FakeBinder binder = new FakeBinder(flavour);

        assertThat(binder.call("setctxif", "1")).isEqualTo(flavour.replies().success(Json.of(1), info));
        assertThat(binder.call("setctxif", "2")).isEqualTo(flavour.replies().success(Json.of(2), info));
        assertThat(binder.call("getctx", "null"))
                .isEqualTo(flavour.replies().success(Json.of(1), "returning the context"));
    }

    @Test
    void aStoredNullCounts() {
        FakeBinder binder = new FakeBinder(Flavour.V4);

        binder.call("setctx", "null");
        binder.call("setctxif", "1");

        assertThat(binder.call("getctx", "1").json().compact()).isEqualTo("[null,null,\"returning the context\"]");
    }

    @Test
    void eachSessionHasItsValue() { // vectors v1-session-two-connections*
        FakeBinder binder = new FakeBinder(Flavour.V4);

        binder.call(binder.client("a"), "setctx", "\"a\"");

        assertThat(binder.call(binder.client("b"), "getctx", "null").json().compact())
                .isEqualTo("[null,null,\"returning the context\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"1 | 1 | 1", "2.9 | 2 | 2", "true | 1 | 1", "\"3x\" | 3 | 3", "-4 | -4 | 0", "{} | 0 | 0"})
    void setLoaTakesWhateverStandsForAnInteger(String argument, int told, int level) {
        FakeBinder binder = new FakeBinder(Flavour.V4);

        assertThat(binder.call("set-loa", argument).json().compact())
                .isEqualTo("[null,null,\"LOA set to " + told + "\"]");
        assertThat(binder.call("get-loa", "1").json().compact())
                .isEqualTo("[" + level + ",null,\"LOA = " + level + "\"]");
    }

    @ParameterizedTest
    @CsvSource({"V4,", "V3,", "S2020, invalid LOA"})
    void hasLoaWantsALevel(Flavour flavour, String info) { // v1-binding-v4*
        Status refusal = info == null ? Status.INSUFFICIENT_SCOPE : Status.INSUFFICIENT_SCOPE.withInfo(info);
        FakeBinder binder = new FakeBinder(flavour);
        binder.call("set-loa", "2");

        assertThat(binder.call("has-loa-1", "null")).isEqualTo(Reply.success());
        assertThat(binder.call("has-loa-2", "null")).isEqualTo(Reply.success());
        assertThat(binder.call("has-loa-3", "null")).isEqualTo(Reply.of(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"V4 checktok", "V4 set-loa", "V3 checktok", "V3 reftok", "S2020 reftok", "S2020 set-loa"})
    void theseVerbsWantAValidToken(String call) { // S-51
        FakeBinder binder = new FakeBinder(Flavour.valueOf(call.substring(0, call.indexOf(' '))));
        String verb = call.substring(call.indexOf(' ') + 1);

        for (boolean isPermitted : new boolean[] {true, false}) {
            binder.client.isPermitted = isPermitted;
            binder.client.hasValidToken = true;
            assertThat(binder.call(verb, "1").status().isSuccess()).isTrue();
            binder.client.hasValidToken = false;
            assertThat(binder.call(verb, "1")).isEqualTo(Reply.of(Status.INSUFFICIENT_SCOPE));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3", "S2020"})
    void reftokAsksForANewToken(Flavour flavour) { // S-52
        FakeBinder binder = new FakeBinder(flavour);

        assertThat(binder.call("reftok", "null")).isEqualTo(Reply.success());
        assertThat(binder.client.refreshes).isEqualTo(1);
    }
}
