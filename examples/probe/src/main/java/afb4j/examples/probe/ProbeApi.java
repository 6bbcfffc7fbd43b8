package afb4j.examples.probe;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Request;
import afb4j.api.SessionEffect;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import java.util.List;

/// Makes the API `probe`: the table of its verbs, in the order of the recorded one.
final class ProbeApi {

    static final String NAME = "probe";

    private static final Guard PERMISSION = Guard.permission("urn:probe:perm");

    private final Api.Builder api = Api.builder(NAME).info("API \"probe\" for tests");
    private final EventVerbs events = new EventVerbs();

    /// The API. Called once.
    Api build() {
        addReplies();
        addSessions();
        addCalls();
        addEvents();
        quick("http", HttpVerb::answer);
        quick("settings", request -> request.reply(request.context().settings()));
        addGuards();
        quick("x-*", CallVerbs::called);
        quick("x-exact", CallVerbs::called);
        quick("mid*dle", CallVerbs::called);
        return api.build();
    }

    private void addReplies() {
        api.verb(Verb.named("echo")
                .info("replies the received parameters")
                .nonBlocking()
                .handler(ReplyVerbs::echo));
        quick("reply", ReplyVerbs::reply);
        quick("nothing", _ -> {});
        quick("never", Request::defer);
        api.verb("sleep", ReplyVerbs::sleep);
        api.verb("spin", ReplyVerbs::spin);
        quick("delay", ReplyVerbs::delay);
        quick("twice", ReplyVerbs::twice);
        quick("crash", _ -> {
            throw new IllegalStateException("the fault of the verb crash, which has no other purpose");
        });
    }

    private void addSessions() {
        guarded("check", Guard.token());
        guarded("loa1", Guard.loa(1));
        guarded("loa2", Guard.loa(2));
        guarded("loa3", Guard.loa(3));
        closing("close", Guard.yes());
        closing("checkclose", Guard.loa(1).and(Guard.token()));
        quick("setloa", SessionVerbs::setloa);
        quick("getloa", SessionVerbs::getloa);
        quick("setval", SessionVerbs::setval);
        quick("getval", SessionVerbs::getval);
    }

    private void addCalls() {
        quick("called", CallVerbs::called);
        quick("params", CallVerbs::params);
        quick("client", request -> request.reply(request.clientInfo()));
        quick("subcall", CallVerbs::subcall);
    }

    private void addEvents() {
        quick("evsub", events::subscribe);
        quick("evunsub", events::unsubscribe);
        quick("evpush", events::push);
        quick("evbroad", events::broadcast);
        quick("evdrop", events::drop);
        quick("bcast", EventVerbs::broadcastName);
    }

    private void addGuards() {
        Guard level = Guard.loa(2);
        guarded("auth-no", Guard.no());
        quick("auth-yes", Request::reply);
        guarded("auth-tok", Guard.token());
        guarded("auth-perm", PERMISSION);
        guarded("auth-loa2", level);
        guarded("auth-and", new Guard.And(List.of(Guard.token(), PERMISSION)));
        guarded("auth-or", level.or(PERMISSION));
        guarded("auth-not", Guard.not(Guard.yes()));
    }

    private void quick(String name, VerbHandler handler) {
        api.verb(Verb.named(name).nonBlocking().handler(handler));
    }

    private void guarded(String name, Guard guard) {
        api.verb(Verb.named(name).nonBlocking().guard(guard).handler(Request::reply));
    }

    private void closing(String name, Guard guard) {
        api.verb(Verb.named(name)
                .nonBlocking()
                .guard(guard)
                .after(SessionEffect.CLOSE)
                .handler(Request::reply));
    }
}
