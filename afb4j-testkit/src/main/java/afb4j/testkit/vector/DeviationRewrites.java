package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/// How each [AcceptedDeviation] rewrites a recording. A rewrite that does not concern a vector returns it as
/// it is.
final class DeviationRewrites {
    private DeviationRewrites() {}

    static Vector nothing(Vector vector, Subject subject) {
        return vector;
    }

    static Vector fragments(Vector vector, Subject subject) {
        boolean concerned =
                vector.name().startsWith("v1-probe-fragments") && vector.name().endsWith(".s2026");
        return concerned
                ? vector.withFrames(
                        Vectors.load(vector.name().replace(".s2026", ".s2020")).frames())
                : vector;
    }

    static Vector pongs(Vector vector, Subject subject) {
        // what a scripted peer answers stays as it was recorded
        Direction asking = subject == Subject.SERVER ? Direction.C2S : Direction.S2C;
        return rewrite(vector, (line, out) -> {
            boolean isAnswer = line.isFrame(Opcode.PONG) && line.direction() != asking;
            if (!isAnswer) {
                out.add(line);
            }
            if (line.isFrame(Opcode.PING) && line.direction() == asking) {
                WsFrame echo = WsFrame.of(Opcode.PONG, line.frame().hex());
                out.add(line.follower(
                        asking.opposite(), VectorFrame.Event.FRAME, echo, "pong with the data of the ping"));
            }
        });
    }

    static Vector closes(Vector vector, Subject subject) {
        List<VectorFrame> lines = new ArrayList<>();
        Map<ConnectionKey, VectorFrame> last = new LinkedHashMap<>();
        for (VectorFrame line : vector.frames()) {
            boolean bare =
                    line.isFrame(Opcode.CLOSE) && line.frame().closeCode().isEmpty();
            lines.add(bare && isOfSubject(line, subject) ? line.asOptional() : line);
            last.put(new ConnectionKey(line.link(), line.connection()), line);
        }
        List<VectorFrame> byConnection = new ArrayList<>(last.values());
        // a relay loses its clients first, then its server
        byConnection.sort(Comparator.comparing(line -> !line.link().equals(RelayPlay.CLIENT_LINK)));
        for (VectorFrame line : byConnection) {
            // the remote server of a relay ends first: a relay keeps its link
            boolean remote = subject == Subject.RELAY && !line.link().equals(RelayPlay.CLIENT_LINK);
            Direction first = remote ? Direction.S2C : Direction.C2S;
            addEnd(lines, line, first);
            addEnd(lines, line, first.opposite());
        }
        return vector.withFrames(lines);
    }

    private static void addEnd(List<VectorFrame> lines, VectorFrame last, Direction direction) {
        boolean there = lines.stream()
                .anyMatch(line -> line.event() == VectorFrame.Event.EOF
                        && line.direction() == direction
                        && line.isOnSameConnection(last));
        if (!there) {
            WsFrame none = WsFrame.of(Opcode.BINARY, "");
            lines.add(last.follower(direction, VectorFrame.Event.EOF, none, "end that was not recorded"));
        }
    }

    static Vector protoErrors(Vector vector, Subject subject) {
        return rewrite(vector, (line, out) -> {
            out.add(line);
            line.message()
                    .filter(message -> line.direction() == Direction.C2S && message.is("call") && !message.isValid())
                    .flatMap(message -> message.field("callid"))
                    .ifPresent(id -> out.add(protoError(line, id.number())));
        });
    }

    private static VectorFrame protoError(VectorFrame call, long callId) {
        String hex = ReplyEncoder.encode(call.dialect(), callId, "proto-error", MessageMatcher.ANY, "null");
        VectorFrame line = call.follower(
                Direction.S2C, VectorFrame.Event.FRAME, WsFrame.of(Opcode.BINARY, hex), "answer to a malformed call");
        return call.dialect().isLegacy() ? line.asOptional() : line;
    }

    static Vector legacyLimit(Vector vector, Subject subject) {
        if (!vector.name().equals("legacy-big")) {
            return vector;
        }
        return rewrite(vector, (line, out) -> {
            if (line.isFrame(Opcode.CLOSE)) {
                return;
            }
            out.add(line);
            line.message().filter(message -> message.is("call")).ifPresent(call -> out.add(pingReply(line, call)));
        });
    }

    private static VectorFrame pingReply(VectorFrame line, Message call) {
        long callId = call.field("callid").orElseThrow().number();
        String info = "Ping Binder Daemon tag=pingSample count=1 query=" + call.text("args");
        String hex = ReplyEncoder.encode(line.dialect(), callId, null, info, "\"Some String\"");
        return line.follower(
                Direction.S2C, VectorFrame.Event.FRAME, WsFrame.of(Opcode.BINARY, hex), "reply that C refused");
    }

    static Vector exitReplies(Vector vector, Subject subject) {
        OptionalInt exit = vector.frames().stream()
                .map(VectorFrame::message)
                .flatMap(Optional::stream)
                .filter(message -> message.is("call") && message.text("verb").equals("exit"))
                .mapToInt(message -> (int) message.field("callid").orElseThrow().number())
                .findFirst();
        if (exit.isEmpty() || subject != Subject.SERVER) {
            return vector;
        }
        return rewrite(vector, (line, out) -> {
            boolean isReply = line.message()
                    .filter(message -> message.isReply()
                            && (int) message.field("callid").orElseThrow().number() == exit.getAsInt())
                    .isPresent();
            boolean isEnd = line.event() == VectorFrame.Event.EOF && line.direction() == Direction.S2C;
            if (isEnd) {
                String hex = ReplyEncoder.encode(
                        line.dialect(), Integer.toUnsignedLong(exit.getAsInt()), null, null, "null");
                WsFrame reply = WsFrame.of(Opcode.BINARY, hex);
                out.add(line.follower(Direction.S2C, VectorFrame.Event.FRAME, reply, "reply to exit")
                        .asOptional());
            }
            if (!isReply) {
                out.add(line);
            }
        });
    }

    static Vector refusedVersions(Vector vector, Subject subject) {
        boolean refused =
                subject == Subject.CLIENT && vector.frames().stream().anyMatch(DeviationRewrites::isRefusedVersion);
        return refused ? rewrite(vector, (line, out) -> out.add(isCall(line) ? line.asOptional() : line)) : vector;
    }

    /// Returns whether a client hangs up at that line (W-33).
    static boolean isRefusedVersion(VectorFrame line) {
        return line.message()
                .filter(message ->
                        message.is("version-set") && !message.text("version").equals("1"))
                .isPresent();
    }

    private static boolean isCall(VectorFrame line) {
        return line.message().filter(message -> message.is("call")).isPresent();
    }

    /// Returns whether the program under test sends that line.
    static boolean isOfSubject(VectorFrame line, Subject subject) {
        return switch (subject) {
            case SERVER -> line.direction() == Direction.S2C;
            case CLIENT -> line.direction() == Direction.C2S;
            case RELAY ->
                line.direction() == (line.link().equals(RelayPlay.CLIENT_LINK) ? Direction.S2C : Direction.C2S);
        };
    }

    private static Vector rewrite(Vector vector, BiConsumer<VectorFrame, List<VectorFrame>> rule) {
        List<VectorFrame> lines = new ArrayList<>();
        vector.frames().forEach(line -> rule.accept(line, lines));
        return vector.withFrames(lines);
    }
}
