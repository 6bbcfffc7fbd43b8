package afb4j.testkit.vector;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A recording and a program that it can be played against.
///
/// @param vector  the recording
/// @param subject the program
/// @param needs   what the program has to know, besides calls
/// @param omission why it is never played, whatever the program knows; empty when it is
public record CatalogEntry(Vector vector, Subject subject, Set<Feature> needs, String omission) {

    /// Copies the set.
    public CatalogEntry {
        needs = Set.copyOf(needs);
    }

    /// Returns the flavour of `hello` that a server under test has to serve; nothing for a client or a relay,
    /// whose replies are scripted.
    public Optional<Flavour> flavour() {
        return subject == Subject.SERVER ? Optional.of(Flavour.of(vector)) : Optional.empty();
    }

    /// Returns how a server under test has to be started; nothing for a client or a relay, which are told by
    /// [ClientSetup] and [RelaySetup].
    public Optional<ServerSetup> setup() {
        return subject == Subject.SERVER
                ? Optional.of(ServerSetup.of(vector, PlayedPart.of(vector, subject)))
                : Optional.empty();
    }

    /// Returns whether it is played against our product.
    public boolean isPlayed() {
        return isPlayed(VectorCatalog.FEATURES_PLAYED);
    }

    /// @param known what the program knows
    boolean isPlayed(Set<Feature> known) {
        return omission.isEmpty() && known.containsAll(needs);
    }

    /// Returns `played`, or why it is not yet.
    public String status() {
        return status(VectorCatalog.FEATURES_PLAYED);
    }

    /// @param known what the program knows
    String status(Set<Feature> known) {
        if (isPlayed(known)) {
            return "played";
        }
        if (!omission.isEmpty()) {
            return "never: " + omission;
        }
        Set<Feature> missing = EnumSet.copyOf(needs);
        missing.removeAll(known);
        return missing.stream().map(Feature::label).collect(Collectors.joining(", ", "not yet: ", ""));
    }

    /// Returns the accepted deviations that change what is played.
    public List<AcceptedDeviation> deviations() {
        return AcceptedDeviation.rewriting(PlayedPart.of(vector, subject), subject);
    }

    /// Shown as name of a parameterized test.
    @Override
    public String toString() {
        return vector.name();
    }
}
