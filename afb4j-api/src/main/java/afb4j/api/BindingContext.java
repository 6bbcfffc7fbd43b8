package afb4j.api;

import java.util.function.IntConsumer;

/// What a binding may know of the binder that loads it, and ask of it.
///
/// @param binderName the name of the binder (`--name`)
/// @param uid the identifier given to this load of the binding (`--binding PATH:UID:CONFIG`), empty if none
/// @param config the configuration given with it, JSON `null` if none
/// @param exit asks the binder to stop, and its process to end with the given code if the process is the
///     binder's own; a binder embedded in another program stops and leaves the process alone. Answers given
///     before are still delivered. May be called by any thread and returns at once; calls after the first
///     change nothing
public record BindingContext(String binderName, String uid, Json config, IntConsumer exit) {}
