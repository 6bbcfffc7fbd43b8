package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The steps of a play, and what is known about their order: which line makes which other possible, and which
/// lines may not overtake each other (W-96, W-98).
final class Script {
    private final List<Step> steps;

    /// @param ours tells the lines that the player sends
    Script(Vector vector, Predicate<VectorFrame> ours) {
        List<Step> all = new ArrayList<>();
        for (VectorFrame line : vector.frames()) {
            boolean mine = ours.test(line);
            all.add(new Step(all.size(), line, mine, mine ? -1 : cause(all, line)));
        }
        steps = List.copyOf(all);
    }

    List<Step> steps() {
        return steps;
    }

    /// Finds what makes a line of the other side possible: for an answer its question, for an offer of
    /// versions nothing but the connection (W-31), else the last line of ours before it.
    private static int cause(List<Step> before, VectorFrame line) {
        if (line.isMessage("version-offer")) {
            return -1;
        }
        int question =
                line.message().map(message -> question(before, line, message)).orElse(-1);
        return question >= 0 ? question : lastOfOurs(before, line);
    }

    /// Sessions and tokens are announced for a call: that of the player's own client, for a relay, else from
    /// the beginning (S-32).
    private static int lastOfOurs(List<Step> before, VectorFrame line) {
        boolean forCall = line.isMessage("session-add") || line.isMessage("token-add");
        for (int i = before.size() - 1; i >= 0; i--) {
            if (before.get(i).ours && (!forCall || before.get(i).isKind("call"))) {
                return i;
            }
        }
        return -1;
    }

    private static int question(List<Step> before, VectorFrame line, Message message) {
        String id = message.is("description") ? "descid" : "callid";
        if (message.is("call") || message.field(id).isEmpty()) {
            return -1;
        }
        long wanted = message.field(id).orElseThrow().number();
        for (int i = before.size() - 1; i >= 0; i--) {
            Step step = before.get(i);
            boolean asks = step.isKind("call") || step.isKind("describe");
            if (asks && step.line.isOnSameConnection(line) && step.id(id).orElse(-1L) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// Returns whether `later` may come only after `earlier`. Both are lines of the program under test, in
    /// the order of the recording.
    static boolean mustPrecede(Step earlier, Step later) {
        if (!earlier.line.isOnSameConnection(later.line)) {
            return false;
        }
        if (later.isEnd() || later.line.isFrame(Opcode.CLOSE)) {
            return true;
        }
        if (earlier.isKind("version-offer") || earlier.isKind("version-set")) {
            return later.message != null;
        }
        return sameContext(earlier, later) || sameStream(earlier, later);
    }

    /// Answers end what happens for a call, and ids are introduced before they are used.
    private static boolean sameContext(Step earlier, Step later) {
        if (earlier.isKind("subscribe") || earlier.isKind("unsubscribe") || earlier.isKind("subcall")) {
            return later.message != null && later.message.isReply() && earlier.sharesId(later, "callid");
        }
        if (later.isKind("session-drop") || later.isKind("token-drop")) {
            String id = later.isKind("session-drop") ? "sessionid" : "tokenid";
            return earlier.sharesId(later, id);
        }
        return introduces(earlier, "event-create", "eventid", later)
                || introduces(earlier, "session-add", "sessionid", later)
                || introduces(earlier, "token-add", "tokenid", later)
                || (later.isKind("event-create") && introduces(earlier, "event-remove", "eventid", later));
    }

    private static boolean introduces(Step earlier, String kind, String id, Step later) {
        return earlier.isKind(kind) && earlier.sharesId(later, id);
    }

    /// Calls of one client, pushes of one event and broadcasts keep their order; no push after the removal.
    private static boolean sameStream(Step earlier, Step later) {
        if (earlier.isKind("push")) {
            return (later.isKind("push") || later.isKind("event-remove")) && earlier.sharesId(later, "eventid");
        }
        if (earlier.isKind("unsubscribe")
                && later.isKind("event-remove")
                && earlier.line.dialect().isLegacy()) {
            return earlier.sharesId(later, "eventid");
        }
        return (earlier.isKind("call") && later.isKind("call"))
                || (earlier.isKind("broadcast") && later.isKind("broadcast"));
    }
}
