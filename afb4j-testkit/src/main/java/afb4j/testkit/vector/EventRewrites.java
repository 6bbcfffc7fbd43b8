package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// How the [AcceptedDeviation]s about events and broadcasts rewrite a recording. A rewrite that does not
/// concern a vector returns it as it is.
final class EventRewrites {

    /// An event as one connection knows it.
    private record Known(ConnectionKey connection, long id) {
        static Optional<Known> of(VectorFrame line) {
            return line.id("eventid").stream()
                    .mapToObj(id -> new Known(line.key(), id))
                    .findFirst();
        }
    }

    private EventRewrites() {}

    // ---- W-72: an unsubscription ends the pushes

    /// Where a server of 2020 only says `x` and goes on pushing: `e` with the `x`, in any order, then no
    /// push, and `E` again before the next `X`.
    static Vector unsubscriptions(Vector vector, Subject subject) {
        if (subject == Subject.CLIENT || vector.dialect().isLegacy()) {
            return vector;
        }
        Vector ended = new Unsubscriptions(vector, subject).rewritten();
        return subject == Subject.RELAY && !ended.frames().equals(vector.frames())
                ? new Unwanted(ended).rewritten()
                : ended;
    }

    /// What the program under test says as a server.
    private static boolean isServed(VectorFrame line, Subject subject) {
        return line.direction() == Direction.S2C && DeviationRewrites.isOfSubject(line, subject);
    }

    private static final class Unsubscriptions {
        private final Vector vector;
        private final Subject subject;
        private final List<VectorFrame> lines = new ArrayList<>();
        private final Map<Known, VectorFrame> created = new HashMap<>();
        private final Set<Known> gone = new HashSet<>();

        Unsubscriptions(Vector vector, Subject subject) {
            this.vector = vector;
            this.subject = subject;
        }

        Vector rewritten() {
            for (VectorFrame line : vector.frames()) {
                Optional<Known> event = Known.of(line);
                boolean isAboutEvents = event.isPresent()
                        && (isServed(line, subject) || (subject == Subject.SERVER && line.isMessage("unexpected")));
                if (isAboutEvents) {
                    add(line, event.get());
                } else {
                    lines.add(line);
                }
            }
            return vector.withFrames(lines);
        }

        private void add(VectorFrame line, Known event) {
            switch (line.message().orElseThrow().kind()) {
                case "event-create" -> {
                    created.put(event, line);
                    gone.remove(event);
                    lines.add(line);
                }
                case "subscribe" -> {
                    if (gone.remove(event)) {
                        lines.add(created.get(event));
                    }
                    lines.add(line);
                }
                case "unsubscribe" -> {
                    lines.add(line);
                    if (!isRemovedByCall(line, event)) {
                        gone.add(event);
                        lines.add(line.said(Direction.S2C, remove(line, event), "the unsubscription ends it"));
                    }
                }
                default -> {
                    if (!gone.contains(event)) {
                        lines.add(line);
                    }
                }
            }
        }

        /// Returns whether the removal was recorded between the call of the unsubscription and its reply.
        @SuppressWarnings("ReferenceEquality") // two lines may be equal
        private boolean isRemovedByCall(VectorFrame unsubscribe, Known event) {
            VectorFrame call = Calls.lineOf(
                            vector, unsubscribe, unsubscribe.message().orElseThrow())
                    .orElseThrow();
            boolean within = false;
            for (VectorFrame line : vector.frames()) {
                within |= line == call;
                if (within && line.isMessage("event-remove") && Known.of(line).equals(Optional.of(event))) {
                    return true;
                }
                if (within && isReplyTo(call, line)) {
                    return false;
                }
            }
            return false;
        }
    }

    private static boolean isReplyTo(VectorFrame call, VectorFrame line) {
        return line.isOnSameConnection(call)
                && line.message().filter(Message::isReply).isPresent()
                && line.id("callid").equals(call.id("callid"));
    }

    private static String remove(VectorFrame line, Known event) {
        return MessageEncoder.encode(line.dialect(), "event-remove", Long.toString(event.id()));
    }

    /// A push of the remote server that the relay has nobody for any more: `U` of the relay, then `e` of the
    /// server and no push of it (W-73).
    private static final class Unwanted {
        private final Vector vector;
        private final List<VectorFrame> lines = new ArrayList<>();
        private final Set<Known> stopped = new HashSet<>();

        Unwanted(Vector vector) {
            this.vector = vector;
        }

        Vector rewritten() {
            List<VectorFrame> all = vector.frames();
            for (int i = 0; i < all.size(); i++) {
                VectorFrame line = all.get(i);
                Optional<Known> event = Known.of(line).filter(_ -> isOfRemoteServer(line));
                if (event.isEmpty()) {
                    lines.add(line);
                } else {
                    add(line, event.get(), all.subList(i + 1, all.size()));
                }
            }
            return vector.withFrames(lines);
        }

        private static boolean isOfRemoteServer(VectorFrame line) {
            return !line.link().equals(RelayPlay.CLIENT_LINK) && line.direction() == Direction.S2C;
        }

        private void add(VectorFrame line, Known event, List<VectorFrame> later) {
            if (line.isMessage("event-create")) {
                stopped.remove(event);
            }
            if (stopped.contains(event)) {
                return;
            }
            lines.add(line);
            boolean isPush = line.message()
                    .filter(message -> message.is("push") && message.isValid())
                    .isPresent();
            if (!isPush || isTaken(later, event)) {
                return;
            }
            String id = Long.toString(event.id());
            String unexpected = MessageEncoder.encode(line.dialect(), "unexpected", id);
            lines.add(line.said(Direction.C2S, unexpected, "nobody is subscribed any more"));
            boolean ends = later.stream()
                    .filter(other -> isOfRemoteServer(other) && Known.of(other).equals(Optional.of(event)))
                    .findFirst()
                    .filter(other -> other.isMessage("event-remove"))
                    .isPresent();
            if (!ends) {
                stopped.add(event);
                lines.add(line.said(Direction.S2C, remove(line, event), "the server stops"));
            }
        }

        /// Returns whether a push was relayed or answered before the next one.
        private static boolean isTaken(List<VectorFrame> later, Known event) {
            for (VectorFrame line : later) {
                if (line.isMessage("push")) {
                    return line.link().equals(RelayPlay.CLIENT_LINK);
                }
                if (line.isMessage("unexpected") && Known.of(line).equals(Optional.of(event))) {
                    return true;
                }
            }
            return false;
        }
    }

    // ---- hello.md Q1

    /// The reply to an unsubscription that succeeded is a success.
    static Vector unsubscriptionReplies(Vector vector, Subject subject) {
        if (subject != Subject.SERVER) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>();
        for (VectorFrame line : vector.frames()) {
            boolean isMistaken = line.message()
                    .filter(message -> message.is("reply")
                            && (message.text("info") + message.text("object")).contains("unsubscription error"))
                    .flatMap(reply -> Calls.lineOf(vector, line, reply))
                    .filter(call -> isAnsweredBy(vector, call, "unsubscribe"))
                    .isPresent();
            lines.add(
                    isMistaken
                            ? line.withHex(ReplyEncoder.encode(
                                    line.dialect(), line.id("callid").orElseThrow(), null, null, "null"))
                            : line);
        }
        return vector.withFrames(lines);
    }

    private static boolean isAnsweredBy(Vector vector, VectorFrame call, String kind) {
        return vector.frames().stream()
                .filter(line -> line.isMessage(kind) && line.isOnSameConnection(call))
                .anyMatch(line -> line.id("callid").equals(call.id("callid")));
    }

    // ---- W-73: a client answers what it does not want

    /// A push after the unsubscription may be answered by `U`.
    static Vector unexpected(Vector vector, Subject subject) {
        if (subject != Subject.CLIENT || vector.dialect().isLegacy()) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>();
        Set<Known> subscribed = new HashSet<>();
        for (VectorFrame line : vector.frames()) {
            lines.add(line);
            Optional<Known> event = Known.of(line);
            event.filter(_ -> line.isMessage("subscribe")).ifPresent(subscribed::add);
            event.filter(_ -> line.isMessage("unsubscribe")).ifPresent(subscribed::remove);
            event.filter(known -> line.isMessage("push") && !subscribed.contains(known))
                    .map(known -> MessageEncoder.encode(line.dialect(), "unexpected", Long.toString(known.id())))
                    .ifPresent(hex -> lines.add(
                            line.said(Direction.C2S, hex, "not wanted any more").asOptional()));
        }
        return vector.withFrames(lines);
    }

    // ---- W-75: replicas

    /// A second creation of an id with another name replaces the first: the relay tells the second name.
    static Vector replicaNames(Vector vector, Subject subject) {
        if (subject != Subject.RELAY) {
            return vector;
        }
        List<VectorFrame> lines = new ArrayList<>();
        Map<Known, String> names = new HashMap<>();
        Map<String, String> renamed = new HashMap<>();
        for (VectorFrame line : vector.frames()) {
            boolean remote = !line.link().equals(RelayPlay.CLIENT_LINK);
            Optional<Known> event = Known.of(line).filter(_ -> remote);
            if (line.isMessage("event-create")) {
                String name = line.message().orElseThrow().text("name");
                event.map(known -> names.put(known, name))
                        .filter(Predicate.not(name::equals))
                        .ifPresent(old -> renamed.put(old, name));
                lines.add(remote ? line : withName(line, renamed.getOrDefault(name, name)));
            } else {
                event.filter(_ -> line.isMessage("event-remove")).ifPresent(names::remove);
                lines.add(line);
            }
        }
        return vector.withFrames(lines);
    }

    private static VectorFrame withName(VectorFrame line, String name) {
        return line.withHex(MessageEncoder.with(line.dialect(), line.message().orElseThrow(), "name", name));
    }

    // ---- W-78: broadcasts are remembered

    /// A relay remembers more than eight broadcasts: it never relays one twice.
    static Vector broadcastMemory(Vector vector, Subject subject) {
        Set<String> relayed = new HashSet<>();
        return vector.withFrames(vector.frames().stream()
                .filter(line -> subject != Subject.RELAY
                        || !line.isMessage("broadcast")
                        || !isServed(line, subject)
                        || relayed.add(line.message().orElseThrow().text("uuid")))
                .toList());
    }
}
