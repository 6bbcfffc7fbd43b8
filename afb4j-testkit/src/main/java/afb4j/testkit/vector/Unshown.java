package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds to a recording what its recorder tells of but did not show: without it the other side would have no
/// reason to say what was recorded.
final class Unshown {

    /// The link of a client that is connected to the server directly.
    private static final String OTHER_CLIENT_LINK = "D-B";

    private Unshown() {}

    static Vector complete(Vector vector, Subject subject) {
        return switch (vector.scenario()) {
            case "unexpected" -> subject == Subject.SERVER ? withPushes(vector) : vector;
            case "unix-creds" -> subject == Subject.RELAY ? withClient(vector) : onServerLink(vector);
            default -> vector;
        };
    }

    /// `v1-unexpected*`: "Another client, connected to B directly and not shown, pushes twice".
    private static Vector withPushes(Vector vector) {
        List<VectorFrame> lines = new ArrayList<>();
        VectorFrame template = vector.frames().getFirst().onLink(OTHER_CLIENT_LINK);
        boolean isSubscribed = true;
        for (VectorFrame line : vector.frames()) {
            if (isSecondPush(line)) {
                lines.addAll(opening(template));
                lines.addAll(push(template, "1", "2"));
            }
            lines.add(line);
            if (line.isMessage("event-remove") && isSubscribed) {
                isSubscribed = false;
                lines.addAll(push(template, "2", "3"));
                lines.add(template.edge(Direction.C2S, VectorFrame.Event.EOF));
            }
        }
        return vector.withFrames(lines);
    }

    private static boolean isSecondPush(VectorFrame line) {
        Optional<String> data = line.message()
                .filter(message -> message.is("push") && line.link().equals(ServerPlay.SERVER_LINK))
                .map(message -> message.text("data"));
        return data.filter(text -> text.contains("2")).isPresent();
    }

    private static List<VectorFrame> opening(VectorFrame template) {
        Dialect dialect = template.dialect();
        return List.of(
                template.edge(Direction.C2S, VectorFrame.Event.OPEN),
                template.said(
                        Direction.C2S, MessageEncoder.encode(dialect, "version-offer", "390861833", "01"), "offer"),
                template.said(Direction.S2C, MessageEncoder.encode(dialect, "version-set", "1"), "version"));
    }

    private static List<VectorFrame> push(VectorFrame template, String callId, String data) {
        String argument = "{\"tag\":\"t\",\"data\":\"" + data + "\"}";
        String call = MessageEncoder.encode(template.dialect(), "call", callId, "eventpush", "0", "0", argument, null);
        String reply = MessageEncoder.encode(template.dialect(), "reply", callId, null, null, "null");
        return List.of(
                template.said(Direction.C2S, call, "push by another client"),
                template.said(Direction.S2C, reply, "reply to another client"));
    }

    private static Vector onServerLink(Vector vector) {
        return vector.withFrames(vector.frames().stream()
                .map(line -> line.onLink(ServerPlay.SERVER_LINK))
                .toList());
    }

    /// `v1-unix-creds*`: "the client of A, not shown": it makes the calls that A transmits, without session
    /// and without credentials of its own in them.
    private static Vector withClient(Vector vector) {
        List<VectorFrame> lines = new ArrayList<>();
        List<VectorFrame> announced = new ArrayList<>();
        VectorFrame client = vector.frames().getFirst().onLink(RelayPlay.CLIENT_LINK);
        for (VectorFrame line : onServerLink(vector).frames()) {
            if (line.isMessage("session-add")) {
                announced.add(line);
            } else if (line.isMessage("call")) {
                lines.add(client.said(Direction.C2S, callOfClient(line), "call of the client"));
                lines.addAll(announced);
                announced.clear();
                lines.add(line);
            } else {
                lines.add(line);
                if (line.isMessage("reply")) {
                    lines.add(line.onLink(RelayPlay.CLIENT_LINK));
                } else if (line.isMessage("version-set")) {
                    lines.addAll(opening(client));
                }
            }
        }
        lines.add(client.edge(Direction.C2S, VectorFrame.Event.EOF));
        return vector.withFrames(lines);
    }

    private static String callOfClient(VectorFrame line) {
        Message call = line.message().orElseThrow();
        return MessageEncoder.encode(
                line.dialect(), "call", call.text("callid"), call.text("verb"), "0", "0", call.text("args"), null);
    }
}
