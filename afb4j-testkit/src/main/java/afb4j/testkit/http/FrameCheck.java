package afb4j.testkit.http;

import java.util.ArrayList;
import java.util.List;

/// Compares frames with those that are wanted.
final class FrameCheck {
    private final JsonComparison json;

    FrameCheck(Blanks blanks) {
        this.json = new JsonComparison(blanks);
    }

    /// Takes the first of the wanted frames that `seen` is out of the list; returns whether there is one.
    boolean take(List<WantedFrame> wanted, RawFrame seen) {
        List<WantedFrame> rest = new ArrayList<>(wanted);
        for (WantedFrame one : rest) {
            if (isFrame(one, seen)) {
                wanted.remove(one);
                return true;
            }
        }
        return false;
    }

    /// Frames of servers are whole, unmasked and without reserved bits (3.2).
    private boolean isFrame(WantedFrame wanted, RawFrame seen) {
        if (seen.masked() || !seen.fin() || seen.reservedBits() != 0) {
            return false;
        }
        return switch (wanted) {
            case WantedFrame.JsonText text ->
                seen.isText()
                        && json.fits(text.json(), seen.text())
                        && text.raw().map(seen.text()::equals).orElse(true);
            case WantedFrame.Close close ->
                seen.isClose()
                        && seen.closeCode().equals(close.code())
                        && seen.closeReason().equals(close.reason());
            case WantedFrame.Pong pong ->
                seen.opcode() == RawFrame.PONG && seen.hex().equals(pong.hex());
        };
    }
}
