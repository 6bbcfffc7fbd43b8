package afb4j.api;

/// What a binding may know of the binder that loads it.
///
/// @param binderName the name of the binder (`--name`)
/// @param uid the identifier given to this load of the binding (`--binding PATH:UID:CONFIG`), empty if none
/// @param config the configuration given with it, JSON `null` if none
public record BindingContext(String binderName, String uid, Json config) {}
