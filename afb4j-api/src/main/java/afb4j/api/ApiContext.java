package afb4j.api;

import java.time.Duration;
import java.util.List;

/// What an API sees of the binder that runs it: given to [ApiStart#start(ApiContext)], and by
/// [Request#context()]. All methods may be called from any thread. What is made here (events, handlers, jobs)
/// ends with the API.
///
/// Calls made here are those of the API itself: with a session that all APIs of the binder share, until
/// [#unshareSession()], without credentials. Events that the called verb subscribes to come to the
/// [handlers][#onEvent(String, EventHandler)] of the API.
public interface ApiContext extends ApiCaller {

    /// The name of the API.
    String api();

    /// The name of the binder (`--name`).
    String binderName();

    /// The settings of the API, a JSON object, maybe empty: what is set for it (`--set`); for the API of a
    /// binding also `binding-path`, `path` and the members of the configuration given with the binding.
    Json settings();

    /// Makes an event `api/name` that everybody may subscribe to. Each call makes another event, also with a
    /// name that was used before.
    ///
    /// @throws IllegalStateException when the binder has no room for further events
    default Event event(String name) {
        return event(name, Guard.yes());
    }

    /// As [#event(String)], for those who pass `guard`. It is asked by the verbs of
    /// [Api.Builder#subscriptions()]; a verb of your own asks [Request#passes(Guard)].
    Event event(String name, Guard guard);

    /// The open events of this API, in the order they were made.
    List<Event> events();

    /// Tells everybody who is connected, here and at binders connected to this one (W-77).
    ///
    /// @param name the whole name of the event, free text
    /// @param data as for [Event#push(Object)]
    void broadcast(String name, Object data);

    /// Calls `handler` for events whose whole names fit `pattern`, in which `*` stands for any run of
    /// characters, `/` included, and case does not matter (hello.md 4.3). An event that fits several patterns
    /// goes to one handler: the one of its exact name, else of the pattern with the most characters that are
    /// no `*`.
    ///
    /// @throws IllegalArgumentException when the API has a handler for this pattern
    void onEvent(String pattern, EventHandler handler);

    /// Ends what [#onEvent] began; does nothing for a pattern that has no handler.
    ///
    /// @return whether there was one
    boolean removeHandler(String pattern);

    /// The session of the calls this API makes itself.
    Session session();

    /// Gives the API a session of its own instead of the one that is shared.
    void unshareSession();

    /// Runs `job` once, on a thread that may block, unless the API stops before. Exceptions are logged.
    ///
    /// @throws IllegalArgumentException for a negative delay
    Job after(Duration delay, Runnable job);

    /// Runs `job` every `period`, first after one period, on a thread that may block; a run that takes longer
    /// than the period delays the next one. Exceptions are logged, the next run comes all the same.
    ///
    /// @throws IllegalArgumentException for a period that is not positive
    Job every(Duration period, Runnable job);

    /// A job that waits for its time.
    interface Job extends AutoCloseable {

        /// Ends it: it does not begin again. A run under way goes on.
        @Override
        void close();
    }
}
