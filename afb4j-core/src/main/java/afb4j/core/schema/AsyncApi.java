package afb4j.core.schema;

import afb4j.api.Api;
import afb4j.api.DeclaredEvent;
import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.SchemaUse;
import afb4j.api.Schemas;

/// The AsyncAPI 3.0 document of what a binder offers over websockets (http-and-wsj1.md 3.3): the channel `json1`
/// with its four kinds of messages, and a channel for each declared event, whose messages are the data of the
/// event.
public final class AsyncApi {

    private final ApiCatalog catalog;
    private final Schemas schemas = new Schemas("#/components/schemas/");
    private final JsonObjectBuilder channels = Json.object();
    private final JsonObjectBuilder operations = Json.object();

    private AsyncApi(ApiCatalog catalog) {
        this.catalog = catalog;
    }

    /// The document. Not to be made on an event loop: see [OpenApi].
    public static Json of(ApiCatalog catalog) {
        return new AsyncApi(catalog).document();
    }

    private Json document() {
        channels.put("json1", Json1Messages.channel(catalog.rootApi()));
        Json1Messages.operations().forEach(operations::put);
        for (DescribedApi api : catalog.apis()) {
            if (api instanceof DescribedApi.Local local) {
                local.api().events().forEach(event -> add(local.api(), event));
            }
        }
        JsonObjectBuilder shared = Json.object();
        schemas.definitions().forEach(shared::put);
        return Json.object()
                .put("asyncapi", "3.0.0")
                .put("info", info())
                .put("defaultContentType", MediaType.JSON)
                .put("channels", channels.build())
                .put("operations", operations.build())
                .put(
                        "components",
                        Json.object()
                                .put("messages", Json1Messages.messages())
                                .put("schemas", shared.build())
                                .build())
                .build();
    }

    private Json info() {
        return Json.object()
                .put("title", catalog.binder())
                .put("version", catalog.version())
                .put(
                        "description",
                        "The events of the binder " + catalog.binder() + ", and its websocket, which brings them.")
                .build();
    }

    private void add(Api api, DeclaredEvent event) {
        String name = api.name() + "/" + event.name();
        Json payload = ShapeSchema.in(schemas, name, event.data(), SchemaUse.OUTPUT)
                .orElseGet(() -> Json.object().build());
        JsonObjectBuilder message = Json.object().put("name", name).put("payload", payload);
        JsonObjectBuilder channel = Json.object().put("address", name);
        if (!event.info().isEmpty()) {
            message.put("summary", event.info());
            channel.put("summary", event.info());
        }
        channel.put("description", subscribing(api))
                .put("messages", Json.object().put("event", message.build()).build());
        channels.put(name, channel.build());
        String pointer = "#/channels/" + name.replace("~", "~0").replace("/", "~1");
        operations.put(
                name,
                Json.object()
                        .put("action", "send")
                        .put("channel", Json1Messages.ref(pointer))
                        .put("messages", Json.array(Json1Messages.ref(pointer + "/messages/event")))
                        .build());
    }

    private static String subscribing(Api api) {
        String brought = "Comes over the channel json1, as the member data of a message event, to who subscribed";
        return api.find("subscribe").isPresent()
                ? brought + " by the verb " + api.name() + "/subscribe."
                : brought + ".";
    }
}
