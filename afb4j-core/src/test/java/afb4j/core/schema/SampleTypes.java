package afb4j.core.schema;

import afb4j.api.Describe;
import afb4j.api.Json;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/// Types as authors of bindings would map, and more.
public final class SampleTypes {

    private SampleTypes() {}

    public enum Band {
        FM,
        @JsonProperty("am")
        AM
    }

    public record Position(double lat, double lon) {}

    public record Station(
            String name,
            int preset,
            Band band,
            Optional<String> info,
            List<Position> masts,
            Position position,
            Json extra) {}

    public record Numbers(byte b, short s, int i, long l, float f, double d, BigInteger big) {}

    public record Boxes(Integer i, Long l, Double d, Boolean b, Character c, OptionalInt o) {}

    @SuppressWarnings("ArrayRecordComponent") // what arrays become is the question
    public record Containers(
            Map<String, Position> byName,
            Set<String> tags,
            int[] numbers,
            String[] texts,
            List<Optional<Band>> bands) {}

    public record Times(Duration duration, Instant instant, LocalDate date, UUID id) {}

    public record Tree(int value, List<Tree> children) {}

    public record Limited(
            @Describe(minimum = 0, maximum = 100) int percent,
            @Describe(required = true) String name) {}

    public record Renamed(
            @JsonProperty("new-name") String old,
            @JsonProperty(required = true) String needed) {}

    /// With a constructor and a setter.
    public static final class Bean {

        private final int size;
        private String colour = "";

        @JsonCreator
        public Bean(@JsonProperty("size") int size) {
            this.size = size;
        }

        @JsonAlias("color")
        public void setColour(String colour) {
            this.colour = colour;
        }

        public void setCount(int count) {}

        @JsonIgnore
        public String colour() {
            return colour + size;
        }
    }

    /// Can be made from a text too.
    public record Range(int from, int to) {

        public Range(String text) {
            this(Integer.parseInt(text), Integer.parseInt(text));
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    public sealed interface Figure {}

    public record Circle(double radius) implements Figure {}

    public record Square(double side) implements Figure {}

    public record Drawing(List<Figure> figures) {}
}
