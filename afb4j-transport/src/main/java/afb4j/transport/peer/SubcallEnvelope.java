package afb4j.transport.peer;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.util.List;
import java.util.Optional;

/// The answer to a subcall: a whole reply as one object, for failures too (L-07).
final class SubcallEnvelope {

    /// A failure whose object does not say which.
    private static final String UNNAMED = "error";

    private SubcallEnvelope() {}

    /// The object that says `reply`.
    static Json of(Reply reply) {
        JsonObjectBuilder request = Json.object().put("status", reply.status().name());
        reply.status().info().ifPresent(info -> request.put("info", info));
        JsonObjectBuilder envelope = Json.object();
        Json response = reply.json();
        if (!response.isNull()) {
            envelope.put("response", response);
        }
        return envelope.put("jtype", "afb-reply")
                .put("request", request.build())
                .build();
    }

    /// The reply that an answer says. Whether it is a failure is said apart from the object (B-11); what is
    /// no envelope is the value itself; an envelope without response says a reply without value.
    static Reply read(boolean isError, Json object) {
        Optional<Json> request = object.member("request");
        if (request.isEmpty()) {
            return new Reply(isError ? Status.named(UNNAMED) : Status.SUCCESS, List.of(object));
        }
        Status status = isError ? failure(request.get()) : Status.SUCCESS;
        Optional<String> info = text(request.get(), "info");
        List<Data> values = object.member("response").<List<Data>>map(List::of).orElse(List.of());
        return new Reply(info.map(status::withInfo).orElse(status), values);
    }

    private static Status failure(Json request) {
        return text(request, "status")
                .filter(name -> !name.equals(Status.SUCCESS.name()))
                .map(Status::named)
                .orElse(Status.named(UNNAMED));
    }

    private static Optional<String> text(Json object, String name) {
        return object.member(name)
                .filter(value -> value.kind() == JsonKind.STRING)
                .map(Json::asText);
    }
}
