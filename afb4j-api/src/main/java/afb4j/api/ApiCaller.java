package afb4j.api;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Something that calls APIs of the binder it lives in, local or remote: a [Request] does so for its caller,
/// an [ApiContext] for the API itself.
public interface ApiCaller {

    /// Calls `verb` of `api`. Each call gets exactly one reply; failures are its [Status].
    ///
    /// @param argument a [Data], or anything [Json#of(Object)] maps; null is JSON `null`
    /// @return completes on the thread that answers, never exceptionally: what depends on it must not block
    CompletionStage<Reply> callAsync(String api, String verb, @Nullable Object argument);

    /// As [#callAsync], waiting for the reply. For verbs that may block; not on an event loop.
    ///
    /// @throws IllegalStateException on an event loop, which would wait for itself
    Reply call(String api, String verb, @Nullable Object argument);
}
