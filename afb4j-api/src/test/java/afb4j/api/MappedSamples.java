package afb4j.api;

import java.util.List;
import java.util.Optional;

/// Types as an author of a binding would map.
public final class MappedSamples {

    private MappedSamples() {}

    public enum Band {
        FM,
        AM
    }

    public record Position(double lat, double lon) {
        public Position {
            if (lat > 90) {
                throw new IllegalArgumentException("latitude is " + lat + ", limit is 90");
            }
        }
    }

    public record Station(
            String name,
            int preset,
            Band band,
            Optional<String> info,
            List<Position> masts,
            Position position,
            Json extra) {}
}
