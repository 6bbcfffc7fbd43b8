package afb4j.examples.hello;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.BindingContext;
import afb4j.api.Guard;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.SessionEffect;
import afb4j.api.Status;
import afb4j.api.Verb;

/// Makes the API `hello` of one flavour: the table of its verbs, in the order of the C sample.
///
/// Not imitated: verbs about files, APIs made at run time (`api`), and what only exercises the memory or the
/// event loop of C.
final class HelloApi {

    static final String NAME = "hello";
    static final String ALIAS = "fakename";

    private static final System.Logger LOGGER = System.getLogger(HelloApi.class.getName());

    private final Flavour flavour;
    private final BindingContext binding;
    private final PingVerbs pings;
    private final CallVerbs calls;
    private final EventVerbs events;
    private final EventCalls eventCalls;
    private final ProcessVerbs process;
    private final CallerVerbs callers;
    private final SessionVerbs sessions;
    private final ReplyVerbs replies;

    HelloApi(Flavour flavour, BindingContext binding) {
        this.flavour = flavour;
        this.binding = binding;
        pings = new PingVerbs(flavour.replies());
        calls = new CallVerbs(flavour);
        events = new EventVerbs(flavour);
        eventCalls = new EventCalls(flavour);
        process = new ProcessVerbs(binding.exit());
        callers = new CallerVerbs(flavour);
        sessions = new SessionVerbs(flavour);
        replies = new ReplyVerbs(flavour);
    }

    /// The API. Called once.
    Api build() {
        LOGGER.log(INFO, "hello binding comes to live");
        Api.Builder api = Api.builder(NAME).start(this::start);
        VerbTable verbs = new VerbTable(api);
        switch (flavour) {
            case V4 -> addVersion4(verbs);
            case V3, S2020 -> addLegacy(verbs);
            case S2017 -> add2017(verbs);
        }
        switch (flavour) {
            case V4 -> logLoad();
            case V3 -> {}
            case S2020 -> api.specification(Description.OF_2020.read());
            case S2017 -> api.specification(Description.OF_2017.read());
        }
        return flavour == Flavour.S2017 ? api.build() : api.alias(ALIAS).build();
    }

    private void logLoad() {
        LOGGER.log(INFO, "hello binding''s uid is {0}", binding.uid().isEmpty() ? "(null)" : binding.uid());
        LOGGER.log(INFO, "hello binding''s config is {0}", binding.config().compact());
    }

    private void start(ApiContext context) {
        LOGGER.log(INFO, "hello binding starting");
        eventCalls.start(context);
    }

    private void addVersion4(VerbTable verbs) {
        verbs.answer("ping", pings::echo)
                .answer("success", _ -> Reply.success())
                .answer("fail", _ -> Reply.of(Status.INTERNAL_ERROR));
        addCall(verbs, CallKind.SUBCALL);
        addCall(verbs, CallKind.SUBCALLSYNC);
        addCall(verbs, CallKind.CALL);
        addCall(verbs, CallKind.CALLSYNC);
        addEvents(verbs);
        verbs.answer("eventstart", events::start)
                .answer("eventstop", events::stop)
                .answer("oneventcall", eventCalls::oneventcall);
        addVerboseBroadcastHasperm(verbs);
        verbs.blocking("exit", process::exit);
        addSessions(verbs);
        verbs.answer("my-info", callers::info);
        addReplies(verbs);
        verbs.answer("opaque", new OpaqueVerb(flavour.replies())::answer)
                .answer("getbin", replies::page)
                .answer("gethttp", replies::pageOfHttp);
        addBlockingPing(verbs, pings::echo);
        verbs.answer("x-*", replies::calledName);
    }

    private void addLegacy(VerbTable verbs) {
        addPingsAndCalls(verbs);
        verbs.answer("appid", callers::appid).answer("uid", callers::uid).blocking("exit", process::exit);
        addSessions(verbs);
        verbs.verb(Verb.named("reftok")
                        .nonBlocking()
                        .guard(Guard.token())
                        .after(SessionEffect.REFRESH_TOKEN)
                        .handler(Request::reply))
                .answer(flavour == Flavour.S2020 ? "info" : "my-info", callers::info)
                .answer("get", replies::get);
        addReplies(verbs);
        addBlockingPing(verbs, pings::ping);
        if (flavour == Flavour.S2020) {
            verbs.answer("*", replies::unknownVerb);
        }
    }

    private void add2017(VerbTable verbs) {
        addPingsAndCalls(verbs);
        verbs.blocking("exit", process::exit);
        addBlockingPing(verbs, pings::ping);
        verbs.answer("*", replies::unknownVerb);
    }

    private void addPingsAndCalls(VerbTable verbs) {
        verbs.answer("ping", pings::ping)
                .answer("pingfail", pings::pingfail)
                .answer("pingnull", pings::pingnull)
                .answer("pingJson", pings::pingJson)
                .answer("pingevent", pings::pingevent);
        addCall(verbs, CallKind.SUBCALL);
        if (flavour.speaksForItsBinder()) {
            verbs.quick("subcallreq", calls.handler(CallKind.SUBCALL));
        }
        addCall(verbs, CallKind.SUBCALLSYNC);
        addEvents(verbs);
        addCall(verbs, CallKind.CALL);
        addCall(verbs, CallKind.CALLSYNC);
        addVerboseBroadcastHasperm(verbs);
    }

    private void addCall(VerbTable verbs, CallKind kind) {
        if (kind.waits()) {
            verbs.blocking(kind.verb(), calls.handler(kind));
        } else {
            verbs.quick(kind.verb(), calls.handler(kind));
        }
    }

    private void addEvents(VerbTable verbs) {
        verbs.answer("eventadd", events::add)
                .answer("eventdel", events::delete)
                .answer("eventsub", events::subscribe)
                .answer("eventunsub", events::unsubscribe)
                .answer("eventpush", events::push);
    }

    private void addVerboseBroadcastHasperm(VerbTable verbs) {
        verbs.blocking("verbose", process::verbose)
                .answer("broadcast", events::broadcast)
                .answer("hasperm", callers::hasperm);
    }

    private void addSessions(VerbTable verbs) {
        verbs.verb(Verb.named("close")
                        .nonBlocking()
                        .after(SessionEffect.CLOSE)
                        .handler(request -> request.reply(sessions.close(request))))
                .answer("set-loa", SessionVerbs.SET_LOA, sessions::setLoa);
        if (flavour != Flavour.S2020) {
            verbs.answer("get-loa", sessions::loa);
        }
        for (int level = 1; level <= 3; level++) {
            addHasLoa(verbs, level);
        }
        verbs.answer("setctx", sessions::setctx)
                .answer("setctxif", sessions::setctxif)
                .answer("getctx", sessions::getctx)
                .answer("checktok", Guard.token(), _ -> Reply.success());
    }

    private void addHasLoa(VerbTable verbs, int level) {
        String name = "has-loa-" + level;
        if (flavour.speaksForItsBinder()) {
            verbs.answer(name, sessions.hasLoa(level));
        } else {
            verbs.answer(name, Guard.loa(level), _ -> Reply.success());
        }
    }

    private void addReplies(VerbTable verbs) {
        verbs.quick("reply-count", replies::replyCount)
                .quick("mute", replies::mute)
                .quick("mutebug", Request::defer)
                .quick("queue", replies::queue)
                .answer("settings", replies::settings)
                .quick("after", new AfterVerb(flavour, calls)::handle);
    }

    /// The same on a virtual thread, which is not in the C sample: the price of a verb that may block.
    private static void addBlockingPing(VerbTable verbs, Answer ping) {
        verbs.blocking("pingvt", request -> request.reply(ping.to(request)));
    }
}
