package afb4j.benchmarks;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Request;
import afb4j.api.Verb;
import afb4j.core.CoreConfig;
import afb4j.core.security.PermissionPolicy;
import afb4j.core.session.SessionConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The API `hello` of our side of the comparison, and what the binder around it is told of permissions and
/// sessions.
///
/// The verb `ping` echoes its argument on the event loop, `pingvt` on a virtual thread, and `pingauth` on the
/// event loop for who has a permission and presents the token. `eventadd`, `eventsub` and `eventpush` make,
/// subscribe to and push the event of a tag, as those of the sample API do, on the event loop.
public final class BenchmarkApi {

    /// The token that `pingauth` asks for.
    public static final String TOKEN = "7c1f9a52-5d0b-4d7e-9a86-3b0e5f6c7d81";

    /// More than the 100 000 in the store, one for each connection, and that of the binder.
    private static final int MAX_SESSIONS = 110_000;

    private static final String PERMISSION = "urn:benchmark:echo:public";

    /// The rules before the last one but one have to be looked at and do not fit a call; one lets a relay tell on whose
    /// behalf it calls.
    private static final String POLICY = """
            # who        session   permission                 grant
            none         *         *                          no
            navigation   *         urn:position:*             yes
            4294967294   *         *                          yes
            *            private*  urn:benchmark:*            no
            media*       *         urn:benchmark:*:public     yes
            *            *         urn:redpesk:permission:*:partner:on-behalf-credentials yes
            *            *         urn:benchmark:*:public     yes
            *            *         *                          no
            """;

    private BenchmarkApi() {}

    /// The API, with events of its own.
    public static Api hello() {
        Map<String, Event> events = new ConcurrentHashMap<>();
        return Api.builder("hello")
                .verb(Verb.named("ping").nonBlocking().handler(BenchmarkApi::echo))
                .verb("pingvt", BenchmarkApi::echo)
                .verb(Verb.named("pingauth")
                        .nonBlocking()
                        .guard(Guard.token().and(Guard.permission(PERMISSION)))
                        .handler(BenchmarkApi::echo))
                .verb(Verb.named("eventadd").nonBlocking().handler(request -> {
                    ApiContext context = request.context();
                    events.computeIfAbsent(tag(request), _ -> context.event("load"));
                    request.reply();
                }))
                .verb(Verb.named("eventsub").nonBlocking().handler(request -> {
                    request.subscribe(events.get(tag(request)));
                    request.reply();
                }))
                .verb(Verb.named("eventpush").nonBlocking().handler(request -> {
                    events.get(tag(request)).push(request.json().member("data").orElseThrow());
                    request.reply();
                }))
                .build();
    }

    private static void echo(Request request) {
        request.reply(request.json());
    }

    private static String tag(Request request) {
        return request.json().member("tag").orElseThrow().asText();
    }

    /// A policy that lets processes on this machine call `pingauth`.
    public static PermissionPolicy permissions() {
        return PermissionPolicy.parse(POLICY.lines().toList(), "the policy of the benchmark");
    }

    /// Room for many sessions, which have the token.
    public static CoreConfig core() {
        SessionConfig sessions = SessionConfig.DEFAULT.withMaxSessions(MAX_SESSIONS);
        return CoreConfig.DEFAULT.withSessions(sessions.withInitialToken(TOKEN));
    }
}
