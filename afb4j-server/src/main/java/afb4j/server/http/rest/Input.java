package afb4j.server.http.rest;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.Query;
import afb4j.server.http.body.Form;
import afb4j.server.http.body.FormField;
import java.util.ArrayList;
import java.util.List;

/// What a call is made of (http-and-wsj1.md 1.3).
///
/// @param argument one value; of a query or form an object, whose values are texts, never parsed, and of
///     fields of the same name the last one (P3)
/// @param form the texts of a form, where session and token may be
/// @param over to be run when the call is over
record Input(Target target, Json argument, Query form, Runnable over) {

    private static void nothing() {}

    /// The argument is the query.
    static Input ofQuery(Target target, HttpExchange exchange) {
        return new Input(target, object(exchange.query()).build(), Query.EMPTY, Input::nothing);
    }

    /// The argument is a body of JSON; one without value stands for the query.
    static Input of(Target target, Json body, HttpExchange exchange) {
        return body.isNull() ? ofQuery(target, exchange) : new Input(target, body, Query.EMPTY, Input::nothing);
    }

    /// The argument is a form, whose fields replace those of the query.
    static Input of(Target target, Form form, HttpExchange exchange) {
        JsonObjectBuilder object = object(exchange.query());
        form.members().forEach(object::put);
        return new Input(target, object.build(), texts(form), form::close);
    }

    private static JsonObjectBuilder object(Query query) {
        JsonObjectBuilder object = Json.object();
        for (Query.Field field : query.fields()) {
            String value = field.value();
            object.put(field.name(), value == null ? Json.NULL : Json.of(value));
        }
        return object;
    }

    private static Query texts(Form form) {
        List<Query.Field> texts = new ArrayList<>();
        for (FormField field : form.fields()) {
            if (field instanceof FormField.Text(String name, String value)) {
                texts.add(new Query.Field(name, value));
            }
        }
        return new Query(texts);
    }
}
