package afb4j.testkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Recorded JSON, in replies of HTTP and in texts of websockets → what is wanted of us, where that is another
/// thing.
final class JsonRewrites {
    private static final String RESPONSE = "response";
    private static final String NAME = "name";
    private static final String AUTH = "auth";

    /// The levels of verbosity that C reads back, and what was set.
    private static final Map<String, String> TRUE_LEVELS =
            Map.of("debug", "info", "notice", "warning", "warning", "error");

    private static final String BEYOND_LAST_LEVEL = "{\"verbosity\":99}";

    /// Verbs of the C sample that exercise its memory, or read any file.
    private static final Set<String> LEFT_OUT = Set.of("bug", "ref", "api", "getfile");

    private JsonRewrites() {}

    /// Changes a copy of the JSON of each reply, and of each text of a websocket.
    private static HttpVector mapJson(HttpVector recorded, UnaryOperator<JsonNode> change) {
        return recorded.mapSteps(step -> switch (step) {
            case HttpStep.Exchange exchange
            when exchange.reply().body() instanceof WantedBody.Value value ->
                exchange.withReply(exchange.reply().withBody(changed(value, change)));
            case HttpStep.Receive receive ->
                new HttpStep.Receive(
                        receive.connection(),
                        receive.frames().stream()
                                .map(frame ->
                                        frame instanceof WantedFrame.JsonText text ? changed(text, change) : frame)
                                .toList(),
                        receive.patience());
            default -> step;
        });
    }

    private static WantedBody changed(WantedBody.Value value, UnaryOperator<JsonNode> change) {
        return new WantedBody.Value(change.apply(value.json().deepCopy()));
    }

    private static WantedFrame changed(WantedFrame.JsonText text, UnaryOperator<JsonNode> change) {
        return new WantedFrame.JsonText(change.apply(text.json().deepCopy()), text.raw());
    }

    // ---- 11, P30

    /// The time limit holds for deferred calls as well, and the caller is told of it.
    static HttpVector timeouts(HttpVector recorded) {
        if (!recorded.is("http/timeout", "wsj1/apitimeout")) {
            return recorded;
        }
        HttpVector cut = mapJson(recorded, node -> {
            ObjectNode envelope = (ObjectNode) (node.isArray() ? node.get(2) : node);
            envelope.remove(RESPONSE);
            ObjectNode request = (ObjectNode) envelope.get("request");
            request.put("status", "internal-error").put("code", -1).put("info", "no answer within {{n}} ms");
            if (node instanceof ArrayNode items) {
                items.set(0, 4);
            }
            return node;
        });
        return inAnyOrder(cut.mapReplies(reply -> reply.hasHeader("Set-Cookie") ? reply.withStatus(500) : reply));
    }

    /// Both calls of the websocket end at the same time.
    private static HttpVector inAnyOrder(HttpVector recorded) {
        List<HttpStep> steps = new ArrayList<>();
        for (HttpStep step : recorded.steps()) {
            if (step instanceof HttpStep.Receive second
                    && !steps.isEmpty()
                    && steps.getLast() instanceof HttpStep.Receive first) {
                List<WantedFrame> both = new ArrayList<>(first.frames());
                both.addAll(second.frames());
                steps.set(steps.size() - 1, new HttpStep.Receive(first.connection(), both, first.patience()));
            } else {
                steps.add(step);
            }
        }
        return recorded.withSteps(steps);
    }

    // ---- 11, P10

    /// A level of assurance is kept from one request to the next.
    static HttpVector levels(HttpVector recorded) {
        if (!recorded.is("http/session-loa-lost")) {
            return recorded;
        }
        return recorded.mapExchanges(exchange -> switch (exchange.request().path()) {
            case "/api/probe/getloa" ->
                exchange.withReply(withEnvelope(exchange.reply(), envelope -> envelope.put(RESPONSE, 1)));
            case "/api/probe/loa1" ->
                exchange.withReply(withEnvelope(
                        exchange.reply().withStatus(200).withoutHeader("WWW-Authenticate"),
                        envelope -> ((ObjectNode) envelope.get("request"))
                                .put("status", "success")
                                .put("code", 0)));
            default -> exchange;
        });
    }

    private static WantedReply withEnvelope(WantedReply reply, Consumer<ObjectNode> change) {
        ObjectNode envelope =
                (ObjectNode) ((WantedBody.Value) reply.body()).json().deepCopy();
        change.accept(envelope);
        return reply.withBody(new WantedBody.Value(envelope));
    }

    // ---- 11, P22

    /// Verbosity reads back as it is. The C binder reads one level too much, but for the last one, `debug`.
    static HttpVector verbosity(HttpVector recorded) {
        boolean[] isLast = {false};
        return recorded.mapExchanges(exchange -> {
            String sent = String.valueOf(exchange.request().body());
            if (exchange.request().path().equals("/api/monitor/set")) {
                isLast[0] = sent.equals(BEYOND_LAST_LEVEL);
            }
            boolean isTrue = isLast[0];
            return exchange.reply().body() instanceof WantedBody.Value value
                    ? exchange.withReply(
                            exchange.reply().withBody(changed(value, reply -> isTrue ? reply : withTrueLevels(reply))))
                    : exchange;
        });
    }

    private static JsonNode withTrueLevels(JsonNode reply) {
        if (reply.path(RESPONSE).path("verbosity") instanceof ObjectNode levels) {
            List.copyOf(levels.propertyNames())
                    .forEach(name ->
                            levels.put(name, TRUE_LEVELS.get(levels.get(name).asString())));
        }
        return reply;
    }

    // ---- 6; 11, P23

    /// Globs are listed, guards are shown as they are, our samples have other verbs and our monitor has further ones.
    static HttpVector info(HttpVector recorded) {
        return mapJson(recorded, node -> {
            if (node.path(RESPONSE).path("verbs") instanceof ArrayNode verbs) {
                change(node.get(RESPONSE).get(NAME).asString(), verbs);
            }
            return node;
        });
    }

    private static void change(String api, ArrayNode verbs) {
        verbs.removeIf(verb -> LEFT_OUT.contains(verb.get(NAME).asString()));
        for (JsonNode verb : verbs) {
            switch (verb.get(NAME).asString()) {
                case "set-loa" -> ((ObjectNode) verb).put(AUTH, SET_LOA);
                case "auth-perm" -> ((ObjectNode) verb).put(AUTH, "urn:probe:perm");
                case "auth-yes" -> ((ObjectNode) verb).remove(AUTH);
                default -> {}
            }
        }
        switch (api) {
            case "hello" -> {
                verbs.addObject().put(NAME, "pingvt");
                glob(verbs.addObject(), "x-*");
            }
            case "probe" -> {
                glob(verbs.insertObject(verbs.size() - 1), "x-*");
                glob(verbs.addObject(), "mid*dle");
            }
            case "monitor" -> {
                guarded(verbs.addObject(), "metrics", "Get calls, latencies and loads");
                guarded(verbs.addObject(), "connections", "List connections");
                guarded(verbs.addObject(), "links", "List links to other binders");
                guarded(verbs.addObject(), "sessions", "List sessions");
            }
            default -> {}
        }
    }

    private static void glob(ObjectNode verb, String name) {
        verb.put(NAME, name).put("glob", true);
    }

    private static void guarded(ObjectNode verb, String name, String info) {
        verb.put(NAME, name).put("info", info).put(AUTH, "urn:afb4j:permission::public:monitor");
    }

    private static final String SET_LOA = "(yes and loa>=0 and (no or not yes)) or ((check-token or not"
            + " ((permission or not permission) and yes)) and (permission or not permission) and yes)";

    // ---- 2.3, W-58

    /// Nobody has credentials over TCP, where C invents some.
    static HttpVector credentials(HttpVector recorded) {
        return mapJson(recorded, node -> {
            if (node.path(2).path("data").path("request") instanceof ObjectNode request) {
                request.remove("credentials");
            }
            return node;
        });
    }

    // ---- 7.3

    /// The settings of an API name its binding, by whatever it was found.
    static HttpVector settings(HttpVector recorded) {
        return mapJson(recorded, node -> {
            if (node.path(RESPONSE) instanceof ObjectNode settings && settings.has("binding-path")) {
                settings.put("binding-path", "{{dir}}").put("path", "{{dir}}");
            }
            return node;
        });
    }
}
