package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A conversation that shows that a server serves: one call of `ping`, answered by a success.
final class Liveness {
    private static final String OFFER = "5609144c170101";
    private static final String VERSION = "7601";
    private static final String CALL_V1 =
            "4b0100" + "0500000070696e6700" + "0000" + "0000" + "020000003100" + "00000000";
    private static final String CALL_2017 =
            "4301000000" + "0500000070696e6700" + "0600000070726f626500" + "020000003100";
    private static final String CALL_2018 = CALL_2017 + "00000000";

    private Liveness() {}

    static Vector vector(Dialect dialect) {
        List<VectorFrame> lines = new ArrayList<>();
        if (!dialect.isLegacy()) {
            lines.add(line(dialect, Direction.C2S, OFFER));
            lines.add(line(dialect, Direction.S2C, VERSION));
        }
        String call = switch (dialect) {
            case WSAPI_V1, WSAPI_V1_2019 -> CALL_V1;
            case LEGACY_2017 -> CALL_2017;
            case LEGACY_2018 -> CALL_2018;
        };
        lines.add(line(dialect, Direction.C2S, call));
        String reply = ReplyEncoder.encode(dialect, 1, null, MessageMatcher.ANY, MessageMatcher.ANY);
        lines.add(line(dialect, Direction.S2C, reply));
        Vector vector = new Vector(
                "liveness", "a ping shows that the server serves", dialect, "tcp", Map.of(), "", Map.of(), lines);
        return AcceptedDeviation.rewrite(vector, Subject.SERVER);
    }

    private static VectorFrame line(Dialect dialect, Direction direction, String hex) {
        return new VectorFrame(
                direction, VectorFrame.Event.FRAME, WsFrame.of(Opcode.BINARY, hex), dialect, "", 1, false, "liveness");
    }
}
