package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.JsonStyle;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class LocalApiTest {

    private static final VerbHandler NAMES = request -> request.reply(request.api() + "/" + request.verb());

    private final VirtualLoop loop = new VirtualLoop();
    private final BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT);
    private final ApiSet apis = binder.apis();

    @Test
    void answersUnknownVerb() { // W-42, the words of 2026: no info
        add(Api.builder("probe").verb("echo", Request::reply));

        assertThat(call("probe", "Echo")).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
        assertThat(call("probe", "")).isEqualTo(Reply.of(Status.UNKNOWN_VERB));
    }

    @Test
    void answersUnknownApi() {
        assertThat(call("nope", "ping")).isEqualTo(Reply.of(Status.UNKNOWN_API));
    }

    @Test
    void showsTheHandlerTheNamesAsTheyWereCalled() { // http-and-wsj1.md 8.1
        add(Api.builder("probe").verb(Verb.named("x-*").nonBlocking().handler(NAMES)));
        apis.alias("alias", "probe");

        assertThat(call("alias", "x-foo").json().asText()).isEqualTo("alias/x-foo");
    }

    @Test
    void describesItself() { // http-and-wsj1.md 6, vector info, P23
        add(Api.builder("probe")
                .info("API \"probe\" for tests")
                .verb(Verb.named("echo").info("replies the received parameters").handler(Request::reply))
                .verb("reply", Request::reply)
                .verb("x-*", Request::reply));

        assertThat(call("probe", "info").json().text(JsonStyle.COMPACT))
                .isEqualTo(
                        "{\"$schema\":\"afb-api-info/v2\",\"name\":\"probe\",\"info\":\"API \\\"probe\\\" for tests\","
                                + "\"verbs\":[{\"name\":\"echo\",\"info\":\"replies the received parameters\"},"
                                + "{\"name\":\"reply\"},{\"name\":\"x-*\",\"glob\":true}]}");
    }

    @Test
    void leavesOutWhatThereIsNothingToSayAbout() {
        add(Api.builder("empty"));

        assertThat(call("empty", "info").json().compact())
                .isEqualTo("{\"$schema\":\"afb-api-info/v2\",\"name\":\"empty\",\"verbs\":[]}");
    }

    @Test
    void prefersAVerbOfTheApiThatIsCalledInfo() {
        add(Api.builder("named").verb(Verb.named("info").nonBlocking().handler(NAMES)));
        add(Api.builder("matched").verb(Verb.named("in*").nonBlocking().handler(NAMES)));

        assertThat(call("named", "info").json().asText()).isEqualTo("named/info");
        assertThat(call("matched", "info").json().asText()).isEqualTo("matched/info");
    }

    @Test
    void finishesACallWhoseApiIsRemovedMeanwhile() {
        add(Api.builder("probe").verb(Verb.named("later").nonBlocking().handler(Request::defer)));
        TestCall call = submit("probe", "later");

        apis.remove("probe");
        call.reply(1);

        assertThat(call.replies()).containsExactly(Reply.of(Json.of(1)));
        assertThat(call("probe", "later")).isEqualTo(Reply.of(Status.UNKNOWN_API));
    }

    private void add(Api.Builder builder) {
        binder.add(builder.build(), Visibility.PUBLIC);
    }

    private Reply call(String api, String verb) {
        return submit(api, verb).awaitReply();
    }

    private TestCall submit(String api, String verb) {
        TestCall call = new TestCall(loop, api, verb, List.of(Json.NULL));
        loop.run(() -> binder.dispatcher().dispatch(call));
        return call;
    }
}
