package afb4j.system.process.probe;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Text;
import afb4j.api.Verb;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The verbs of the API `probe` (http-and-wsj1.md 10.1) that the runs of the client ask for. Loaded from a
/// jar of its own, which [ProbeJar] makes.
public final class ProbeBinding implements Binding {

    /// For the `ServiceLoader`.
    public ProbeBinding() {}

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(Api.builder("probe")
                .verb("reply", ProbeBinding::reply)
                .verb("nothing", request -> {})
                .verb("echo", request -> request.reply(request.json()))
                .verb("sleep", ProbeBinding::sleep)
                .verb(Verb.named("evsub").nonBlocking().handler(ProbeBinding::subscribe))
                .verb(Verb.named("evpush").nonBlocking().handler(ProbeBinding::push))
                .build());
    }

    private static void sleep(Request request) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(request.json().member("ms").orElseThrow().asInt());
        request.reply("slept");
    }

    private static Event tick(Request request) {
        List<Event> events = request.context().events();
        return events.isEmpty() ? request.context().event("tick") : events.getFirst();
    }

    private static void subscribe(Request request) {
        request.subscribe(tick(request));
        request.reply(0);
    }

    private static void push(Request request) {
        request.reply(tick(request).push(request.json()));
    }

    private static void reply(Request request) {
        Json argument = request.json();
        Data[] values = argument.member("values").orElseThrow().elements().stream()
                .map(ProbeBinding::value)
                .toArray(Data[]::new);
        request.reply(Reply.ofCode(argument.member("status").orElseThrow().asInt(), values));
    }

    private static Data value(Json typed) {
        Json value = typed.member("v").orElse(Json.NULL);
        return switch (typed.member("t").orElseThrow().asText()) {
            case "json" -> value;
            case "string" -> value.isNull() ? Text.absent() : Text.of(value.asText());
            default -> throw new IllegalArgumentException("this twin knows json and string only: " + typed);
        };
    }
}
