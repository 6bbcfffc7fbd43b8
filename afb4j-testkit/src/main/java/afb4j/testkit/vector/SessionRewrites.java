package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How the [AcceptedDeviation]s about sessions, tokens and credentials rewrite a recording. A rewrite that
/// does not concern a vector returns it as it is.
final class SessionRewrites {

    /// Kind that announces an id → the id.
    private static final Map<String, String> ANNOUNCED = Map.of("session-add", "sessionid", "token-add", "tokenid");

    private static final Pattern READABLE_CREDENTIALS = Pattern.compile("(-?[0-9a-f]+:){2}-?[0-9a-f]+-.*");

    private SessionRewrites() {}

    /// Moves what a client announces to the last moment at which it can come: [Script] lets it come at any
    /// time before. What is never used need not be announced.
    static Vector announcements(Vector vector, Subject subject) {
        if (subject != Subject.CLIENT) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>();
        List<VectorFrame> waiting = new ArrayList<>();
        for (VectorFrame line : vector.frames()) {
            if (isAnnouncement(line)) {
                Optional<VectorFrame> use = firstUse(vector, line);
                if (use.isEmpty()) {
                    lines.add(line.asOptional());
                } else {
                    waiting.add(line);
                }
                continue;
            }
            Predicate<VectorFrame> isDue = announced -> isUse(announced, line);
            waiting.stream().filter(isDue).forEach(lines::add);
            waiting.removeIf(isDue);
            lines.add(line);
        }
        return vector.withFrames(lines);
    }

    private static boolean isAnnouncement(VectorFrame line) {
        return line.message()
                .filter(message -> ANNOUNCED.containsKey(message.kind()))
                .isPresent();
    }

    private static Optional<VectorFrame> firstUse(Vector vector, VectorFrame announcement) {
        return vector.frames().stream()
                .filter(line -> isUse(announcement, line))
                .findFirst();
    }

    private static boolean isUse(VectorFrame announcement, VectorFrame line) {
        String field = ANNOUNCED.get(announcement.message().orElseThrow().kind());
        return field != null
                && line.isOnSameConnection(announcement)
                && line.isMessage("call")
                && line.id(field).equals(announcement.id(field));
    }

    /// Adds an optional drop for what was announced: before a client ends its connection; on the remote link
    /// of a relay, after its client is gone.
    static Vector drops(Vector vector, Subject subject) {
        return switch (subject) {
            case SERVER -> vector;
            case CLIENT -> dropsOfClient(vector);
            case RELAY -> dropsOfRelay(vector);
        };
    }

    private static Vector dropsOfClient(Vector vector) {
        List<VectorFrame> lines = new ArrayList<>();
        for (VectorFrame line : vector.frames()) {
            if (line.event() == VectorFrame.Event.EOF && line.direction() == Direction.C2S) {
                vector.frames().stream()
                        .filter(announced -> isAnnouncement(announced) && announced.isOnSameConnection(line))
                        .map(SessionRewrites::drop)
                        .forEach(lines::add);
            }
            lines.add(line);
        }
        return vector.withFrames(lines);
    }

    private static Vector dropsOfRelay(Vector vector) {
        List<VectorFrame> drops = vector.frames().stream()
                .filter(line -> isAnnouncement(line) && DeviationRewrites.isOfSubject(line, Subject.RELAY))
                .filter(line -> !hasEnd(vector, line))
                .map(SessionRewrites::drop)
                .toList();
        List<VectorFrame> lines = new ArrayList<>(vector.frames());
        lines.addAll(endOfClients(lines), drops);
        return vector.withFrames(lines);
    }

    /// Returns the position behind the last end of a client, or behind everything when none was recorded.
    private static int endOfClients(List<VectorFrame> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            VectorFrame line = lines.get(i);
            if (line.event() == VectorFrame.Event.EOF
                    && line.direction() == Direction.C2S
                    && line.link().equals(RelayPlay.CLIENT_LINK)) {
                return i + 1;
            }
        }
        return lines.size();
    }

    private static boolean hasEnd(Vector vector, VectorFrame announced) {
        return vector.frames().stream()
                .anyMatch(line -> line.event() == VectorFrame.Event.EOF && line.isOnSameConnection(announced));
    }

    private static VectorFrame drop(VectorFrame announcement) {
        boolean ofSession = announcement.isMessage("session-add");
        long id = announcement.id(ofSession ? "sessionid" : "tokenid").orElseThrow();
        String hex = MessageEncoder.encode(
                announcement.dialect(), ofSession ? "session-drop" : "token-drop", Long.toString(id));
        return announcement
                .said(Direction.C2S, hex, "drop of what is not needed any more")
                .asOptional();
    }

    /// The session of somebody is not given to somebody else: as recorded with the server of 2026.
    static Vector hashes(Vector vector, Subject subject) {
        return vector.name().equals("v1-probe-session-hash.s2020")
                ? vector.withFrames(Vectors.load("v1-probe-session-hash.s2026").frames())
                : vector;
    }

    /// Gives each token its own id on the remote link of a relay, and announces each.
    static Vector tokensApart(Vector vector, Subject subject) {
        if (subject != Subject.RELAY || !vector.scenario().equals("chain-tokens")) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>();
        Optional<VectorFrame> first = Optional.empty();
        for (VectorFrame line : vector.frames()) {
            boolean remote = line.link().equals(ServerPlay.SERVER_LINK);
            if (remote && line.isMessage("token-add")) {
                first = Optional.of(line);
                lines.add(line);
            } else if (remote && line.isMessage("call")) {
                // C numbers its calls and its tokens alike: 1, 2, 3
                String id = line.message().orElseThrow().text("callid");
                first.filter(_ -> !id.equals("1"))
                        .map(line1 -> line1.said(Direction.C2S, tokenAdd(vector, line, id), "a token of its own"))
                        .ifPresent(lines::add);
                lines.add(line.withHex(
                        MessageEncoder.with(line.dialect(), line.message().orElseThrow(), "tokenid", id)));
            } else {
                lines.add(line);
            }
        }
        return vector.withFrames(lines);
    }

    private static String tokenAdd(Vector vector, VectorFrame line, String id) {
        String token = vector.onLink(RelayPlay.CLIENT_LINK)
                .messages()
                .filter(message ->
                        message.is("token-add") && message.text("tokenid").equals(id))
                .findFirst()
                .orElseThrow()
                .text("token");
        return MessageEncoder.encode(line.dialect(), "token-add", id, token);
    }

    /// Answers `internal-error` to credentials that cannot be read, as 2026 does.
    static Vector unreadableCredentials(Vector vector, Subject subject) {
        if (subject != Subject.SERVER || vector.dialect().isLegacy()) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>();
        for (VectorFrame line : vector.frames()) {
            boolean refused = line.message()
                    .filter(Message::isReply)
                    .flatMap(reply -> Calls.of(vector, line, reply))
                    .flatMap(call -> call.field("creds"))
                    .map(Field::value)
                    .filter(creds -> !READABLE_CREDENTIALS.matcher(creds).matches())
                    .isPresent();
            lines.add(
                    refused
                            ? line.withHex(ReplyEncoder.encode(
                                    line.dialect(), line.id("callid").orElseThrow(), "internal-error", null, "null"))
                            : line);
        }
        return vector.withFrames(lines);
    }

    /// Says the call without credentials second: what comes first decides the dialect (5.4), and such a call
    /// is one of 2017.
    static Vector firstCallDecides(Vector vector, Subject subject) {
        if (!vector.name().equals("legacy2018-probe-creds")) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>(vector.frames());
        lines.add(2, lines.removeFirst());
        return vector.withFrames(lines);
    }
}
