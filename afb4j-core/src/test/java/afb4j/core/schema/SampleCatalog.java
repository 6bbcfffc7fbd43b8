package afb4j.core.schema;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.SessionEffect;
import afb4j.api.Verb;
import afb4j.core.schema.SampleTypes.Limited;
import afb4j.core.schema.SampleTypes.Position;
import afb4j.core.schema.SampleTypes.Station;
import java.util.List;

/// What a binder of these tests offers.
final class SampleCatalog {

    /// Takes texts only.
    record Search(String name, SampleTypes.Band band) {}

    private SampleCatalog() {}

    static Api radio() {
        return Api.builder("radio")
                .info("tunes the radio")
                .verb(Verb.named("tune")
                        .info("tunes to a station")
                        .guard(Guard.permission("urn:radio:tune").and(Guard.loa(1)))
                        .handler(Station.class, Station.class, station -> station))
                .verb("search", Search.class, Station[].class, _ -> new Station[0])
                .verb(Verb.named("limit")
                        .input(Limited.class)
                        .output(void.class)
                        .handler(Request::reply))
                .verb(Verb.named("where")
                        .input(void.class)
                        .output(Position.class)
                        .handler(Request::reply))
                .verb(Verb.named("x-*").info("anything").handler(Request::reply))
                .verb(Verb.named("y-?")
                        .info("not to be told apart from x-*? it is")
                        .handler(Request::reply))
                .verb(Verb.named("given")
                        .guard(Guard.token())
                        .after(SessionEffect.CLOSE)
                        .inputSchema(Json.parse("{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/one\"},"
                                + "\"$defs\":{\"one\":{\"type\":\"integer\"}}}"))
                        .handler(Request::reply))
                .event("station", Station.class, "another station is on")
                .event("noise", Object.class, "")
                .subscriptions()
                .build();
    }

    static ApiCatalog all() {
        Json description = ApiDescription.of(Api.builder("lamp")
                .verb(Verb.named("switch on/off")
                        .info("switches it")
                        .guard(Guard.permission("urn:lamp"))
                        .handler(Position.class, Limited.class, _ -> new Limited(1, "x")))
                .build());
        return new ApiCatalog(
                "car",
                "1.2",
                "/api",
                List.of(
                        new DescribedApi.Local(radio()),
                        new DescribedApi.Remote("lamp", description),
                        new DescribedApi.Remote("dark", Json.NULL)));
    }
}
