package afb4j.client.json1;

import afb4j.api.Json;
import afb4j.sequencer.ConfinedTo;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Who hears of what a binder sends besides replies.
///
/// @param listener is told first, of all
/// @param ofAll are told name and data of every event
/// @param named are told the data of the event of that name
@ConfinedTo("loop of the client")
record Json1Events(
        Json1Listener listener, List<BiConsumer<String, Json>> ofAll, Map<String, List<Consumer<Json>>> named) {

    void onEvent(String name, byte[] body, byte[] data) {
        listener.onEvent(name, Json.received(body));
        List<Consumer<Json>> ofName = named.getOrDefault(name, List.of());
        if (!ofAll.isEmpty() || !ofName.isEmpty()) {
            Json value = Json.received(data);
            ofAll.forEach(handler -> handler.accept(name, value));
            ofName.forEach(handler -> handler.accept(value));
        }
    }

    void onCall(String api, String verb, byte[] argument) {
        listener.onCall(api, verb, Json.received(argument));
    }
}
