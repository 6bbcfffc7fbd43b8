package afb4j.testkit.vector;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Finds what a recording asks of the program under test, by the messages and the verbs in it.
final class FeatureFinder {
    private static final Map<String, Feature> BY_KIND = Map.ofEntries(
            Map.entry("session-add", Feature.SESSIONS),
            Map.entry("session-drop", Feature.SESSIONS),
            Map.entry("token-add", Feature.TOKENS),
            Map.entry("token-drop", Feature.TOKENS),
            Map.entry("event-create", Feature.EVENTS),
            Map.entry("event-remove", Feature.EVENTS),
            Map.entry("subscribe", Feature.EVENTS),
            Map.entry("unsubscribe", Feature.EVENTS),
            Map.entry("push", Feature.EVENTS),
            Map.entry("unexpected", Feature.EVENTS),
            Map.entry("broadcast", Feature.BROADCASTS),
            Map.entry("describe", Feature.DESCRIPTION),
            Map.entry("subcall", Feature.SUBCALLS));

    private static final Map<String, Feature> BY_VERB = Map.ofEntries(
            Map.entry("setctx", Feature.SESSIONS),
            Map.entry("getctx", Feature.SESSIONS),
            Map.entry("close", Feature.SESSIONS),
            Map.entry("checktok", Feature.GUARDS),
            Map.entry("set-loa", Feature.GUARDS),
            Map.entry("has-loa-1", Feature.GUARDS),
            Map.entry("call", Feature.API_CALLS),
            Map.entry("uid", Feature.CREDENTIALS),
            Map.entry("appid", Feature.CREDENTIALS),
            Map.entry("my-info", Feature.CREDENTIALS),
            Map.entry("broadcast", Feature.BROADCASTS),
            Map.entry("pingevent", Feature.BROADCASTS));

    private FeatureFinder() {}

    /// @param part what is said on the links that take part in the play
    static Set<Feature> needs(Vector part, Subject subject) {
        Set<Feature> needs = EnumSet.noneOf(Feature.class);
        part.frames().forEach(line -> line.message().ifPresent(message -> add(needs, message, subject)));
        if (part.scenario().endsWith("session") && part.dialect().isLegacy()) {
            needs.add(Feature.SESSIONS);
        }
        if (subject == Subject.RELAY) {
            needs.add(Feature.RELAY);
            if (part.scenario().equals("reconnect")) {
                needs.add(Feature.RECONNECTION);
            }
        }
        return needs;
    }

    private static void add(Set<Feature> needs, Message message, Subject subject) {
        Feature ofKind = BY_KIND.get(message.kind());
        if (ofKind != null) {
            needs.add(ofKind);
        }
        if (!message.is("call") || !message.isValid()) {
            return;
        }
        if (!message.text("creds").isEmpty()) {
            needs.add(Feature.CREDENTIALS);
        }
        // who only transmits a call need not know what its verb does
        String verb = subject == Subject.SERVER ? message.text("verb") : "";
        Feature ofVerb = verb.startsWith("event") ? Feature.EVENTS : BY_VERB.get(verb);
        if (ofVerb != null) {
            needs.add(ofVerb);
        }
    }
}
