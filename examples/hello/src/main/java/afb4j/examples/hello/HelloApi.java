package afb4j.examples.hello;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Api;
import afb4j.api.BindingContext;
import afb4j.api.Bytes;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.JsonStyle;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Makes the API `hello` of one flavour, with its own counter of pings.
///
/// What needs sessions, events, HTTP or calls of other APIs is not here. Not imitated: the extra replies of
/// `reply-count` beyond the second, which show nothing new, and verbs that only exercise the memory of C.
final class HelloApi {

    static final String NAME = "hello";
    static final String ALIAS = "fakename";

    private static final System.Logger LOGGER = System.getLogger(HelloApi.class.getName());
    private static final Reply PAGE = Reply.of(Bytes.of("<html><body>hello!!".getBytes(UTF_8)));
    private static final Json SAMPLE = Json.parse("{\"myString\":\"Some String\",\"myInt\":1234,"
            + "\"eobj\":{\"subObjString\":\"Some String\",\"subObjInt\":5678}}");

    private final Flavour flavour;
    private final ReplyShape replies;
    private final BindingContext context;
    private final After after;
    private final AtomicLong pings = new AtomicLong();

    HelloApi(Flavour flavour, BindingContext context, Pause pause) {
        this.flavour = flavour;
        this.replies = flavour.replies();
        this.context = context;
        this.after = new After(flavour, pause);
    }

    /// The API. Called once.
    Api build() {
        LOGGER.log(INFO, "hello binding comes to live");
        Api.Builder api = Api.builder(NAME);
        if (flavour != Flavour.S2017) {
            api.alias(ALIAS);
        }
        if (flavour == Flavour.V4) {
            LOGGER.log(INFO, "hello binding''s uid is {0}", context.uid().isEmpty() ? "(null)" : context.uid());
            LOGGER.log(INFO, "hello binding''s config is {0}", context.config().compact());
            addVersion4(api);
        } else {
            addLegacy(api);
        }
        return api.build();
    }

    private void addVersion4(Api.Builder api) {
        Answer ping = (verb, argument) -> replies.success(argument, "ping count=" + pings.incrementAndGet());
        add(api, "ping", ping);
        add(api, "success", (verb, argument) -> Reply.success());
        add(api, "fail", (verb, argument) -> Reply.of(Status.INTERNAL_ERROR));
        addForAll(api);
        add(api, "getbin", (verb, argument) -> PAGE);
        addBlockingPing(api, ping);
        add(api, "x-*", (verb, argument) -> replies.success(Json.of(verb), null));
    }

    private void addLegacy(Api.Builder api) {
        Answer ping = ping("pingSample", Json.of("Some String"));
        add(api, "ping", ping);
        add(api, "pingfail", (verb, argument) -> replies.failure("failed", "Ping Binder Daemon fails"));
        add(api, "pingnull", ping("pingNull", null));
        add(api, "pingJson", ping("pingJson", SAMPLE));
        if (flavour == Flavour.S2017) {
            addVerboseAndExit(api);
        } else {
            addForAll(api);
            add(api, "get", (verb, argument) -> name(argument));
        }
        addBlockingPing(api, ping);
        if (flavour.speaksForItsBinder()) {
            add(api, "*", (verb, argument) -> unknown(verb));
        }
    }

    /// The verbs that all flavours have, but the first.
    private void addForAll(Api.Builder api) {
        addVerboseAndExit(api);
        add(api, nonBlocking("reply-count", this::replyCount));
        add(api, nonBlocking("mute", this::mute));
        after.add("mute", (verb, argument) -> Reply.of(notReplied()));
        add(api, nonBlocking("mutebug", Request::defer));
        add(api, nonBlocking("queue", HelloApi::queue));
        add(api, "settings", (verb, argument) -> replies.success(settings(), null));
        add(api, Verb.named("after").handler(after));
    }

    private void addVerboseAndExit(Api.Builder api) {
        add(api, Verb.named("verbose").handler(HelloApi::verbose));
        add(api, Verb.named("exit").handler(this::exit));
    }

    /// The same on a virtual thread, which is not in the C sample: the price of a verb that may block.
    private void addBlockingPing(Api.Builder api, Answer ping) {
        api.verb("pingvt", request -> request.reply(ping.to(request.verb(), request.json())));
        after.add("pingvt", ping);
    }

    private void add(Api.Builder api, Verb verb) {
        after.addUnreachable(verb.name());
        api.verb(verb);
    }

    private void add(Api.Builder api, String name, Answer answer) {
        after.add(name, answer);
        api.verb(nonBlocking(name, request -> request.reply(answer.to(request.verb(), request.json()))));
    }

    private static Verb nonBlocking(String name, VerbHandler handler) {
        return Verb.named(name).nonBlocking().handler(handler);
    }

    private Answer ping(String tag, @Nullable Json result) {
        return (verb, argument) -> replies.success(
                result,
                "Ping Binder Daemon tag=" + tag + " count=" + pings.incrementAndGet() + " query="
                        + argument.text(JsonStyle.SPACED));
    }

    private Reply name(Json argument) {
        Optional<String> name = Arguments.text(argument, "name");
        return name.isPresent()
                ? replies.success(null, "found for 'name': " + name.get())
                : replies.failure("invalid", "the parameter 'name' is missing");
    }

    private Json settings() {
        return context.config().kind() == JsonKind.OBJECT
                ? context.config()
                : Json.object().build();
    }

    // compat: the binders of 2017 and 2020 name the verb and the API (hello.md 7, vectors *-unknown-verb*)
    private static Reply unknown(String verb) {
        return Reply.of(Status.UNKNOWN_VERB.withInfo("verb " + verb + " unknown within api " + NAME));
    }

    // compat: another word for no-reply until 2020 (W-42, vector v1-muted.c2020-s2020)
    private Status notReplied() {
        return flavour.speaksForItsBinder() ? Status.named("not-replied") : Status.NO_REPLY;
    }

    private void mute(Request request) {
        if (flavour.speaksForItsBinder()) {
            request.fail(notReplied());
        }
    }

    private void replyCount(Request request) {
        int count = Arguments.intOf(request.json());
        if (count <= 0) {
            mute(request);
        } else {
            request.reply();
        }
        if (count > 1) {
            request.reply(); // dropped by the binder, with a line in its log
        }
    }

    private static void queue(Request request) {
        request.defer();
        Thread.startVirtualThread(request::reply);
    }

    private static void verbose(Request request) {
        Json argument = request.json();
        Json level = argument.kind() == JsonKind.NUMBER
                ? argument
                : Arguments.member(argument, "level").orElse(Json.of(5));
        LOGGER.log(
                level(Arguments.intOf(level)),
                "verbose called for {0}",
                Arguments.words(argument.member("message").orElse(argument)));
        request.reply();
    }

    /// From the levels of syslog, of which 5 (notice) has none of its own here.
    private static System.Logger.Level level(int syslog) {
        if (syslog >= 7) {
            return DEBUG;
        }
        if (syslog >= 5) {
            return INFO;
        }
        return syslog == 4 ? WARNING : ERROR;
    }

    private void exit(Request request) {
        Json argument = request.json();
        boolean detailed = argument.kind() == JsonKind.OBJECT;
        int code = Arguments.intOf(detailed ? argument.member("code").orElse(Json.NULL) : argument);
        String reason =
                Arguments.member(argument, "reason").map(Arguments::words).orElse("unknown");
        LOGGER.log(INFO, "in phase of exiting with code {0}, reason: {1}", Integer.toString(code), reason);
        request.reply();
        context.exit().accept(code);
    }
}
