package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The websocket protocol `x-afb-ws-json1` in words of AsyncAPI (http-and-wsj1.md 3.1 and 3.3). Tuples are written
/// as in JSON schema draft 7, on which AsyncAPI 3.0 is based.
final class Json1Messages {

    private static final int CALL = 2;
    private static final int REPLY = 3;
    private static final int ERROR = 4;
    private static final int EVENT = 5;

    private static final String CHANNEL = "#/channels/json1";

    private Json1Messages() {}

    static Json ref(String pointer) {
        return Json.object().put("$ref", pointer).build();
    }

    /// The channel of the websocket.
    static Json channel(String rootApi) {
        JsonObjectBuilder messages = Json.object();
        for (String kind : new String[] {"call", "reply", "error", "event"}) {
            messages.put(kind, ref("#/components/messages/" + kind));
        }
        Json query = Json.object()
                .put("type", "object")
                .put(
                        "properties",
                        Json.object()
                                .put("uuid", text("the session"))
                                .put("token", text("the token"))
                                .build())
                .build();
        Json headers = Json.object()
                .put("type", "object")
                .put(
                        "properties",
                        Json.object()
                                .put("Sec-WebSocket-Protocol", constant("x-afb-ws-json1"))
                                .build())
                .build();
        Json websocket = Json.object()
                .put("method", "GET")
                .put("query", query)
                .put("headers", headers)
                .build();
        return Json.object()
                .put("address", rootApi)
                .put("title", "x-afb-ws-json1")
                .put("description", "One websocket for calls, replies and events. Calls run in parallel.")
                .put("messages", messages.build())
                .put("bindings", Json.object().put("ws", websocket).build())
                .build();
    }

    /// What the binder does on it, by the names of operations.
    static Map<String, Json> operations() {
        Map<String, Json> operations = new LinkedHashMap<>();
        Json reply = Json.object()
                .put("channel", ref(CHANNEL))
                .put("messages", Json.array(message("reply"), message("error")))
                .build();
        operations.put(
                "call",
                operation("receive", "call", "calls a verb").put("reply", reply).build());
        operations.put("event", operation("send", "event", "tells of an event").build());
        return operations;
    }

    private static JsonObjectBuilder operation(String action, String message, String summary) {
        return Json.object()
                .put("action", action)
                .put("channel", ref(CHANNEL))
                .put("summary", summary)
                .put("messages", Json.array(message(message)));
    }

    private static Json message(String kind) {
        return ref(CHANNEL + "/messages/" + kind);
    }

    /// The four kinds of messages.
    static Json messages() {
        Json id = text("chosen by who calls");
        Json any = Json.object().build();
        Json data = Json.object()
                .put("type", "object")
                .put(
                        "properties",
                        Json.object()
                                .put("jtype", constant("afb-event"))
                                .put("event", text("its whole name"))
                                .put("data", any)
                                .build())
                .put("required", Json.array("jtype", "event", "data"))
                .build();
        Json envelope = ReplySchemas.envelope();
        return Json.object()
                .put(
                        "call",
                        tuple("a call", 4, constant(CALL), id, text("api/verb"), any, text("the token, from now on")))
                .put("reply", tuple("a success", 3, constant(REPLY), id, envelope))
                .put("error", tuple("a failure", 3, constant(ERROR), id, envelope))
                .put("event", tuple("an event", 3, constant(EVENT), text("its whole name"), data))
                .build();
    }

    private static Json tuple(String summary, int least, Json... items) {
        Json payload = Json.object()
                .put("type", "array")
                .put("items", Json.array((Object[]) items))
                .put("additionalItems", false)
                .put("minItems", least)
                .build();
        return Json.object().put("summary", summary).put("payload", payload).build();
    }

    private static Json text(String description) {
        return Json.object()
                .put("type", "string")
                .put("description", description)
                .build();
    }

    private static Json constant(Object value) {
        return Json.object().put("const", value).build();
    }
}
