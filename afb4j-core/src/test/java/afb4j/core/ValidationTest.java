package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.Api;
import afb4j.api.BinderException;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class ValidationTest {

    private static final String SCHEMA = "{\"type\":\"object\",\"required\":[\"a\"]}";

    private final VirtualLoop loop = new VirtualLoop();
    private final AtomicInteger runs = new AtomicInteger();

    private Api api() {
        return Api.builder("probe")
                .verb(Verb.named("run")
                        .nonBlocking()
                        .inputSchema(Json.parse(SCHEMA))
                        .handler(request -> {
                            runs.incrementAndGet();
                            request.reply();
                        }))
                .verb(Verb.named("typed").nonBlocking().input(int.class).handler(Request::reply))
                .verb(Verb.named("guarded")
                        .nonBlocking()
                        .guard(Guard.no())
                        .inputSchema(Json.parse(SCHEMA))
                        .handler(Request::reply))
                .build();
    }

    @Test
    void refusesWhatDoesNotFitBeforeTheVerbRuns() {
        BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT.withValidation(true));
        binder.add(api(), Visibility.PUBLIC);

        assertThat(call(binder, "run", "{}"))
                .isEqualTo(Reply.of(Status.invalidRequest("/a: expected a value, the member is missing")));
        assertThat(runs).hasValue(0);
        assertThat(call(binder, "run", "{\"a\":1}")).isEqualTo(Reply.success());
        assertThat(runs).hasValue(1);
    }

    @Test
    void takesTheSchemaOfTypes() {
        BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT.withValidation(true));
        binder.add(api(), Visibility.PUBLIC);

        assertThat(call(binder, "typed", "5")).isEqualTo(Reply.success());
        assertThat(call(binder, "typed", "3000000000"))
                .isEqualTo(Reply.of(Status.invalidRequest("expected a whole number of 32 bits, got 3000000000")));
    }

    @Test
    void asksForPermissionFirst() {
        BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT.withValidation(true));
        binder.add(api(), Visibility.PUBLIC);

        assertThat(call(binder, "guarded", "{}").status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
    }

    @Test
    void leavesArgumentsToTheVerbUnlessTold() {
        BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT);
        binder.add(api(), Visibility.PUBLIC);

        assertThat(call(binder, "run", "{}")).isEqualTo(Reply.success());
    }

    @Test
    void refusesApisWithSchemasThatAreNone() {
        BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT.withValidation(true));
        Api api = Api.builder("probe")
                .verb(Verb.named("run")
                        .inputSchema(Json.parse("{\"type\":\"nope\"}"))
                        .handler(Request::reply))
                .build();

        assertThatThrownBy(() -> binder.add(api, Visibility.PUBLIC))
                .isInstanceOf(BinderException.class)
                .hasMessageStartingWith("probe/run: its input schema is none");
        assertThat(binder.apis().find("probe")).isEmpty();
    }

    private Reply call(BinderCore binder, String verb, String argument) {
        TestCall call = new TestCall(loop, "probe", verb, List.of(Json.parse(argument)));
        loop.run(() -> binder.dispatcher().dispatch(call));
        return call.awaitReply();
    }
}
