package afb4j.api;

import java.util.List;
import java.util.Optional;

/// One call, as the verb that must answer it sees it. Implemented by the binder only.
///
/// A request is answered **exactly once**, whatever the handler does. The first answer wins; a second one is
/// dropped and logged. A handler that returns without an answer and without [#defer()] is answered `no-reply`
/// for it; one that throws is answered `internal-error`; one that is silent when the deadline of the binder
/// passes is answered `internal-error` and the answer it gives later is dropped. All methods may be called
/// from any thread.
///
/// Calls made by a request ([ApiCaller]) are those of its caller: with its session, token and credentials,
/// and events that the called verb subscribes to go to that caller.
public interface Request extends ApiCaller {

    /// The name of the API as it was called: possibly an alias.
    String api();

    /// The name of the verb as it was called: for a glob verb the whole name.
    String verb();

    /// The arguments, in order; unmodifiable. Protocols that know one JSON argument give exactly one [Json].
    List<Data> arguments();

    /// The arguments as one JSON value: none is `null`, several are an array.
    default Json json() {
        return Reply.asOne(arguments());
    }

    /// The argument mapped to a Java type: a record, a collection, a number...
    ///
    /// @throws JsonException when it does not fit; thrown out of a handler it is answered `invalid-request`
    ///     with its message
    default <T> T as(Class<T> type) {
        return json().as(type);
    }

    /// Answers. Never blocks; dropped with a log line when the request was answered before.
    void reply(Reply reply);

    /// Answers success without a value.
    default void reply() {
        reply(Reply.success());
    }

    /// Answers success with `value`: see [Reply#ofResult(Object)].
    default void reply(Object value) {
        reply(Reply.ofResult(value));
    }

    /// Answers with a failure.
    default void fail(Status status) {
        reply(Reply.of(status));
    }

    /// Answers as if the handler had thrown `cause`: `invalid-request` for a [JsonException], else
    /// `internal-error`; the text of other exceptions stays in the log.
    void fail(Throwable cause);

    /// Keeps the request open after the handler has returned: the answer comes later, from any thread. Must
    /// be called by the handler before it returns; the deadline of the binder still applies.
    void defer();

    /// Whether an answer was given, by the handler or for it. A long job may ask to stop early.
    boolean isAnswered();

    // ---- who calls

    /// The session of the caller, as this API sees it; made for the connection if the caller named none
    /// (W-53).
    Session session();

    /// The token the caller presented.
    Optional<String> token();

    /// Who calls, where that is known: the peer of a unix socket, or who that peer speaks for (W-58, W-59).
    Optional<Credentials> credentials();

    /// Whether the caller has a permission, by the policy of the binder.
    boolean hasPermission(String permission);

    /// Whether the caller passes `guard`, as it would pass one of the verb.
    boolean passes(Guard guard);

    /// What is known of the caller, for people and programs: its credentials if there are any, `uuid` of the
    /// session and `LOA`.
    default Json clientInfo() {
        JsonObjectBuilder info = Json.object();
        credentials().ifPresent(who -> who.json().members().forEach(info::put));
        return info.put("uuid", session().uuid()).put("LOA", session().loa()).build();
    }

    /// The HTTP request of the caller, if the verb was called by one itself: not by a websocket, nor by
    /// another verb. Such a caller may be answered with an [HttpAnswer].
    default Optional<HttpCall> http() {
        return Optional.empty();
    }

    // ---- events

    /// Subscribes the caller to `event`, before the reply reaches it. Subscribing again replaces the options.
    ///
    /// @throws SubscriptionException when the caller cannot take events, or `event` is closed
    default void subscribe(Event event) {
        subscribe(event, SubscribeOptions.ALL);
    }

    /// As [#subscribe(Event)], with options.
    void subscribe(Event event, SubscribeOptions options);

    /// Ends the subscription of the caller, if there is one: nothing is pushed to it after the reply.
    ///
    /// @throws SubscriptionException when the caller cannot take events, or `event` is closed
    void unsubscribe(Event event);

    /// The API that answers, in its binder.
    ApiContext context();
}
