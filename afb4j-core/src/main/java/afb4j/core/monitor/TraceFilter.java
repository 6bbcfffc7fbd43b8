package afb4j.core.monitor;

import afb4j.core.trace.TraceRecord;
import afb4j.core.trace.TraceSubject;
import java.util.Optional;

/// Of which API, verb, session and events a tracer wants to hear; `*` is any. A member that a kind of subject
/// does not have does not count for it: an API has no verb, an event no session.
///
/// @param api of requests, APIs, and events
/// @param verb of requests
/// @param session uuid of requests and sessions
/// @param pattern of the whole names of events; `*` stands for any characters, `/` included
record TraceFilter(String api, String verb, String session, String pattern) {

    static final String ANY = "*";

    /// Lets everything pass.
    static final TraceFilter ALL = new TraceFilter(ANY, ANY, ANY, ANY);

    private static final String OWN_EVENTS = MonitorApi.NAME + "/";

    /// Whether that is wanted. Events of the monitor itself never are: traces of traces have no end.
    boolean passes(TraceRecord happened) {
        return switch (happened.subject()) {
            case TraceSubject.OfRequest request ->
                is(api, request.api())
                        && is(verb, request.verb())
                        && (session.equals(ANY) || request.session().equals(Optional.of(session)));
            case TraceSubject.OfApi(String name) -> is(api, name);
            case TraceSubject.OfEvent(int _, String name) ->
                !name.startsWith(OWN_EVENTS) && is(api, apiOf(name)) && fits(pattern, name);
            case TraceSubject.OfSession(String uuid) -> is(session, uuid);
            case TraceSubject.OfProcess() -> true;
        };
    }

    private static boolean is(String wanted, String found) {
        return wanted.equals(ANY) || wanted.equals(found);
    }

    private static String apiOf(String event) {
        int slash = event.indexOf('/');
        return slash < 0 ? event : event.substring(0, slash);
    }

    /// Whether `text` fits a pattern in which `*` stands for any characters: the usual walk with one way back.
    static boolean fits(String pattern, String text) {
        int inPattern = 0;
        int inText = 0;
        int star = -1;
        int resume = 0;
        while (inText < text.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                star = inPattern++;
                resume = inText;
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == text.charAt(inText)) {
                inPattern++;
                inText++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inText = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(inPattern).chars().allMatch(left -> left == '*');
    }
}
