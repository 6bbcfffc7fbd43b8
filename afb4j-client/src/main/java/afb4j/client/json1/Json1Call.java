package afb4j.client.json1;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.protocol.json.Json1Texts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What to call and with what.
///
/// @param argument strict JSON
record Json1Call(String api, String verb, Json argument) {

    /// @throws IllegalArgumentException when a binder would read the names as others, or not at all
    Json1Call {
        Json1Texts.checkNames(api, verb);
    }

    /// A call with anything that [Json#of(Object)] maps.
    static Json1Call of(String api, String verb, @Nullable Object argument) {
        return new Json1Call(api, verb, strict(argument));
    }

    /// What a value means, without the liberties that what came from peers may take.
    static Json strict(@Nullable Object value) {
        Json json = value instanceof Data data ? data.toJson() : Json.of(value);
        return Json.received(json.compact().getBytes(StandardCharsets.UTF_8));
    }

    byte[] argumentUtf8() {
        return argument.rawUtf8();
    }

    /// All but the argument, which is none of a log's business (R32).
    @Override
    public String toString() {
        return api + "/" + verb;
    }
}
