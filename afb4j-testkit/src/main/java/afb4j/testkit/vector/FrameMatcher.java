package afb4j.testkit.vector;

import java.util.Optional;

/// Compares frames that are not compared as messages: control frames, fragments, malformed content.
final class FrameMatcher {
    private FrameMatcher() {}

    /// Returns the first difference, or nothing when `actual` can stand for `recorded`.
    static Optional<String> difference(WsFrame recorded, WsFrame actual) {
        if (recorded.opcode() != actual.opcode()) {
            return Optional.of(
                    "opcode is " + Opcode.name(actual.opcode()) + ", expected " + Opcode.name(recorded.opcode()));
        }
        if (recorded.masked() != actual.masked()) {
            return Optional.of(actual.masked() ? "it is masked (W-11)" : "it is not masked");
        }
        if (recorded.fin() != actual.fin() || recorded.reservedBits() != actual.reservedBits()) {
            return Optional.of("fin or reserved bits differ (W-13)");
        }
        if (recorded.opcode() == Opcode.CLOSE) {
            return recorded.closeCode().equals(actual.closeCode())
                    ? Optional.empty()
                    : Optional.of("close code is " + actual.closeCode() + ", expected " + recorded.closeCode());
        }
        return recorded.hex().equals(actual.hex()) && recorded.announced() == actual.announced()
                ? Optional.empty()
                : Optional.of(
                        "payload is " + Texts.cut(actual.hex(), 80) + ", expected " + Texts.cut(recorded.hex(), 80));
    }
}
