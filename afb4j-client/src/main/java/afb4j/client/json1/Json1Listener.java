package afb4j.client.json1;

import afb4j.api.Json;

/// Hears what a binder sends besides replies, on the loop of the client, in the order of the wire; must not
/// block.
public interface Json1Listener {

    /// Hears nothing.
    Json1Listener NONE = new Json1Listener() {};

    /// An event came.
    ///
    /// @param name `API/EVENT`
    /// @param object `{"jtype":"afb-event","event":NAME,"data":DATA}` as it came (http-and-wsj1.md 3.3)
    default void onEvent(String name, Json object) {}

    /// A call came, which binders do not make; it is answered `unimplemented` (http-and-wsj1.md 3.3).
    default void onCall(String api, String verb, Json argument) {}
}
