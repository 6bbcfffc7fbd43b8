package afb4j.core.document;

import afb4j.api.Api;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The API `documents`, by which clients list, load and save the documents of APIs, and follow which one is
/// current.
///
/// | verb | argument | reply |
/// |---|---|---|
/// | `list` | `{"api":A}` | `{"jtype":"AFB_sessions","data":[{"name":N,"date":D},...]}` |
/// | `load` | `{"api":A,"name":N}` | the document, `null` if there is none |
/// | `save` | `{"api":A,"name":N,"data":{...},"info":{...}}`, without info if there is none | the document as saved |
/// | `current` | `{"api":A}` | the name of the current document, `null` if there is none |
/// | `subscribe`, `unsubscribe` | as of each API with events | to `documents/current`: `{"api":A,"name":N}` |
///
/// The event comes when another document has become the current one of an API, and when the current one was
/// saved.
public final class DocumentsApi {

    /// The name of the API.
    public static final String NAME = "documents";

    /// The name of its event, behind the name of the API.
    public static final String CURRENT = "current";

    private final DocumentStore store;
    private final AtomicReference<Optional<Event>> current = new AtomicReference<>(Optional.empty());

    private DocumentsApi(DocumentStore store) {
        this.store = store;
    }

    /// The API for everybody.
    public static Api of(DocumentStore store) {
        return of(store, Guard.yes(), Guard.yes());
    }

    /// The API with conditions on its callers.
    ///
    /// @param reading who may list, load and follow
    /// @param writing who may save
    public static Api of(DocumentStore store, Guard reading, Guard writing) {
        DocumentsApi documents = new DocumentsApi(store);
        return Api.builder(NAME)
                .info("named JSON documents of APIs")
                .verb(verb("list", "the documents of an API: {\"api\":A}", reading, documents::list))
                .verb(verb("load", "loads a document: {\"api\":A,\"name\":N}", reading, documents::load))
                .verb(verb("save", "saves a document: {\"api\":A,\"name\":N,\"data\":{}}", writing, documents::save))
                .verb(verb("current", "names the current document: {\"api\":A}", reading, documents::current))
                .subscriptions()
                .start(context -> documents.current.set(Optional.of(context.event(CURRENT, reading))))
                .build();
    }

    private static Verb verb(String name, String info, Guard guard, VerbHandler handler) {
        return Verb.named(name).info(info).guard(guard).handler(request -> {
            try {
                handler.handle(request);
            } catch (DocumentException cause) {
                switch (cause.reason()) {
                    case REFUSED -> request.fail(Status.invalidRequest(String.valueOf(cause.getMessage())));
                    case UNREADABLE -> request.fail(Status.BAD_STATE.withInfo(String.valueOf(cause.getMessage())));
                    case FAILED -> request.fail(cause);
                }
            }
        });
    }

    private void list(Request request) {
        List<Json> entries = store.list(text(request, "api")).stream()
                .map(entry -> Json.object()
                        .put("name", entry.name())
                        .put("date", entry.modified().toString())
                        .build())
                .toList();
        request.reply(Json.object()
                .put("jtype", DocumentStore.LIST_TYPE)
                .put("data", Json.ofArray(entries))
                .build());
    }

    private void load(Request request) {
        String api = text(request, "api");
        String name = text(request, "name");
        Optional<String> before = store.current(api);
        Optional<Json> document = store.load(api, name);
        Optional<String> after = store.current(api);
        if (!after.equals(before)) {
            tell(api);
        }
        request.reply(document.orElse(Json.NULL));
    }

    private void save(Request request) {
        String api = text(request, "api");
        String name = text(request, "name");
        Json data = required(request, "data");
        Json saved = member(request, "info")
                .map(info -> store.save(api, name, data, info))
                .orElseGet(() -> store.save(api, name, data));
        tell(api);
        request.reply(saved);
    }

    private void current(Request request) {
        request.reply(store.current(text(request, "api")).map(Json::of).orElse(Json.NULL));
    }

    private void tell(String api) {
        current.get()
                .ifPresent(event -> store.current(api)
                        .ifPresent(name -> event.push(
                                Json.object().put("api", api).put("name", name).build())));
    }

    private static String text(Request request, String parameter) {
        Json value = required(request, parameter);
        if (value.kind() != JsonKind.STRING) {
            throw refused("the parameter " + parameter + " is " + value.compact() + ", expected a text");
        }
        return value.asText();
    }

    private static Json required(Request request, String parameter) {
        return member(request, parameter).orElseThrow(() -> refused("the parameter " + parameter + " is missing"));
    }

    private static Optional<Json> member(Request request, String parameter) {
        Json argument = request.json();
        return argument.kind() == JsonKind.OBJECT ? argument.member(parameter) : Optional.empty();
    }

    private static DocumentException refused(String message) {
        return new DocumentException(DocumentException.Reason.REFUSED, message);
    }
}
