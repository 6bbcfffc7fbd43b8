package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One recorded conversation (`vectors/README.md` tells the format).
///
/// @param name      name of the file without `.json`
/// @param title     what happens, in a few words
/// @param dialect   the dialect spoken
/// @param transport `tcp` or `unix`
/// @param peers     role → program and vintage, or `script`
/// @param how       what was done
/// @param outcome   what was observed besides the frames: key → value as text
/// @param frames    in the order of the recording
@Immutable
@SuppressWarnings("Immutable") // the compact constructor copies the collections into unmodifiable ones
public record Vector(
        String name,
        String title,
        Dialect dialect,
        String transport,
        Map<String, String> peers,
        String how,
        Map<String, String> outcome,
        List<VectorFrame> frames) {

    /// Copies the collections.
    public Vector {
        peers = Map.copyOf(peers);
        outcome = Map.copyOf(outcome);
        frames = List.copyOf(frames);
    }

    /// Returns the scenario: the name without the dialect in front and without the peers behind, as `ping`
    /// for `v1-ping.c2020-s2020`.
    public String scenario() {
        int dot = name.indexOf('.');
        String start = dot < 0 ? name : name.substring(0, dot);
        return start.substring(start.indexOf('-') + 1);
    }

    /// Returns what was said on one link of a chain only.
    ///
    /// @param link as `A-B`
    public Vector onLink(String link) {
        return onLinks(link::equals);
    }

    /// Returns what was said on some links of a chain only.
    Vector onLinks(Predicate<String> links) {
        return withFrames(
                frames.stream().filter(line -> links.test(line.link())).toList());
    }

    /// Returns the messages of all lines that are one, as far as they could be decoded.
    Stream<Message> messages() {
        return frames.stream().map(VectorFrame::message).flatMap(Optional::stream);
    }

    /// Returns this conversation with other frames.
    Vector withFrames(List<VectorFrame> others) {
        return new Vector(name, title, dialect, transport, peers, how, outcome, others);
    }

    @Override
    public String toString() {
        return name;
    }
}
