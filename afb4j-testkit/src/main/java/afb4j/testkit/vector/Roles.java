package afb4j.testkit.vector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which id of the running conversation plays the role of which recorded one. Ids are numbered by connection;
/// their kinds are the names of the fields: `callid`, `descid`, `subcallid`, `eventid`, `sessionid`,
/// `tokenid`.
final class Roles {

    /// Kind of message → the id that it introduces.
    private static final Map<String, String> INTRODUCED = Map.of(
            "call", "callid",
            "describe", "descid",
            "subcall", "subcallid",
            "event-create", "eventid",
            "session-add", "sessionid",
            "token-add", "tokenid");

    /// Kind of message → the id that is free again after it.
    private static final Map<String, String> RELEASED = Map.of(
            "reply", "callid",
            "success", "callid",
            "failure", "callid",
            "description", "descid",
            "subcall-reply", "subcallid",
            "event-remove", "eventid",
            "session-drop", "sessionid",
            "token-drop", "tokenid");

    private final Map<String, Map<Long, Long>> ids = new HashMap<>();

    static boolean isId(String field) {
        return INTRODUCED.containsValue(field);
    }

    /// Returns whether `field` is the id that `message` introduces.
    static boolean introduces(Message message, String field) {
        return field.equals(INTRODUCED.get(message.kind()));
    }

    /// Returns the id now in use for a recorded one: the recorded one itself as long as nothing was bound.
    long actual(String field, long recorded) {
        return ids.getOrDefault(field, Map.of()).getOrDefault(recorded, recorded);
    }

    /// Returns why the new id `actual` cannot take the role of `recorded`, or nothing when it can.
    Optional<String> refusal(String field, long recorded, long actual) {
        if (actual == 0 && recorded != 0) {
            return Optional.of(field + " 0 is never allocated (W-35)");
        }
        return ids.getOrDefault(field, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey() != recorded && entry.getValue() == actual)
                .findFirst()
                .map(entry -> field + " " + actual + " is still in use, for the recorded " + entry.getKey());
    }

    /// Of the messages that cannot be decoded only answers to calls and descriptions end something (W-94,
    /// L-07).
    private static boolean takesEffect(Message message) {
        return message.isValid() || message.isReply() || message.is("description");
    }

    /// Notes the ids that a message introduces and releases.
    ///
    /// @param recorded the recorded message
    /// @param actual   the message of the running conversation in its place
    void note(Message recorded, Message actual) {
        String introduced = INTRODUCED.get(recorded.kind());
        if (introduced != null) {
            recorded.field(introduced)
                    .ifPresent(field -> actual.field(introduced)
                            .ifPresent(other -> ids.computeIfAbsent(introduced, _ -> new HashMap<>())
                                    .put(field.number(), other.number())));
        }
        String released = RELEASED.get(recorded.kind());
        if (released != null && takesEffect(recorded)) {
            recorded.field(released)
                    .ifPresent(
                            field -> ids.getOrDefault(released, new HashMap<>()).remove(field.number()));
        }
    }
}
