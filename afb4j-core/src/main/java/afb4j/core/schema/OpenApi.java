package afb4j.core.schema;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.Schemas;
import afb4j.api.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The OpenAPI 3.1 document of what a binder offers over HTTP (http-and-wsj1.md 1): each verb as a path that is
/// called by POST with a JSON body and, where texts suffice as arguments, by GET with a query.
///
/// A verb whose name is a glob has parameters in its path; an API of another binder that does not describe
/// itself has one path for all its verbs. Guards are the members `x-permissions`.
public final class OpenApi {

    private static final String SCHEMAS = "#/components/schemas/";

    private final ApiCatalog catalog;
    private final Schemas schemas = new Schemas(SCHEMAS);
    private final Map<String, Json> paths = new LinkedHashMap<>();
    private final Set<String> templates = new HashSet<>();

    private OpenApi(ApiCatalog catalog) {
        this.catalog = catalog;
    }

    /// The document. May take some 100 ms the first time, when the library that maps Java types is loaded: not
    /// to be made on an event loop.
    public static Json of(ApiCatalog catalog) {
        return new OpenApi(catalog).document();
    }

    private Json document() {
        List<Json> tags = new ArrayList<>();
        for (DescribedApi api : catalog.apis()) {
            tags.add(tag(api));
            switch (api) {
                case DescribedApi.Local local -> local.api().verbs().forEach(verb -> add(local, verb));
                case DescribedApi.Remote remote -> addRemote(remote);
            }
        }
        return Json.object()
                .put("openapi", "3.1.0")
                .put("info", info())
                .put("tags", Json.ofArray(tags))
                .put("paths", object(paths))
                .put("components", components())
                .build();
    }

    private Json info() {
        return Json.object()
                .put("title", catalog.binder())
                .put("version", catalog.version())
                .put("description", "The APIs of the binder " + catalog.binder() + ", as they are called by HTTP.")
                .build();
    }

    private static Json tag(DescribedApi api) {
        JsonObjectBuilder tag = Json.object().put("name", api.name());
        String text = api instanceof DescribedApi.Local local ? local.api().info() : "An API of another binder.";
        return text.isEmpty() ? tag.build() : tag.put("description", text).build();
    }

    private void add(DescribedApi.Local api, Verb verb) {
        ApiPath path = ApiPath.of(
                catalog.rootApi(), api.name(), verb.name(), verb.glob().isPresent());
        add(path, VerbOperations.of(schemas, api.api(), verb, path));
    }

    private void addRemote(DescribedApi.Remote api) {
        Map<String, Json> described = RemoteVerbs.of(api.description());
        if (described.isEmpty()) {
            ApiPath path = ApiPath.open(catalog.rootApi(), api.name());
            add(path, VerbOperations.ofAny(api.name(), path));
        }
        described.forEach((verb, operation) -> {
            ApiPath path = ApiPath.of(catalog.rootApi(), api.name(), verb, false);
            add(path, VerbOperations.ofRemote(schemas, api.name(), verb, operation));
        });
    }

    /// Of paths that cannot be told apart the first one counts, as it does when verbs are called.
    private void add(ApiPath path, Json operations) {
        if (templates.add(path.template())) {
            paths.put(path.text(), operations);
        }
    }

    private Json components() {
        Map<String, Json> all = new LinkedHashMap<>();
        all.put(ReplySchemas.NAME, ReplySchemas.envelope());
        all.putAll(schemas.definitions());
        Json token = Json.object()
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "the token of the session")
                .build();
        return Json.object()
                .put("schemas", object(all))
                .put("responses", ReplySchemas.responses())
                .put("securitySchemes", Json.object().put("token", token).build())
                .build();
    }

    private static Json object(Map<String, Json> members) {
        JsonObjectBuilder object = Json.object();
        members.forEach(object::put);
        return object.build();
    }
}
