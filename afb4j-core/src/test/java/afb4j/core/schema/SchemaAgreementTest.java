package afb4j.core.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.SchemaUse;
import afb4j.api.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What the mapping takes fits the schema of the type, and what it refuses does not.
final class SchemaAgreementTest {

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "0",
            "1",
            "-1",
            "7.5",
            "1.0",
            "1e2",
            "127",
            "200",
            "300",
            "-129",
            "40000",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1E400",
            "-1E400",
            "NaN",
            "-Infinity",
            "\"\"",
            "\"x\"",
            "\"xy\"",
            "\"FM\"",
            "\"AM\"",
            "\"am\"",
            "[]",
            "{}",
            "[1]",
            "[null]",
            "[\"x\"]",
            "[[1]]");

    private static final Map<Class<?>, List<String>> BASES = Map.of(
            SampleTypes.Station.class,
                    List.of(
                            "{\"name\":\"x\",\"preset\":3,\"band\":\"FM\",\"info\":\"i\",\"masts\":[{\"lat\":1,\"lon\":2}],"
                                    + "\"position\":{\"lat\":0,\"lon\":1},\"extra\":{\"n\":[1]},\"unknown\":[1]}"),
            SampleTypes.Numbers.class, List.of("{\"b\":1,\"s\":1,\"i\":1,\"l\":1,\"f\":1,\"d\":1.5,\"big\":1}"),
            SampleTypes.Boxes.class, List.of("{\"i\":1,\"l\":1,\"d\":1,\"b\":true,\"c\":\"c\",\"o\":1}"),
            SampleTypes.Containers.class,
                    List.of("{\"byName\":{\"a\":{\"lat\":1,\"lon\":2}},\"tags\":[\"a\",\"a\"],\"numbers\":[1,2],"
                            + "\"texts\":[\"a\"],\"bands\":[\"FM\",null]}"),
            SampleTypes.Tree.class,
                    List.of("{\"value\":1,\"children\":[{\"value\":2,\"children\":[{\"value\":3,\"children\":[]}]}]}"),
            SampleTypes.Renamed.class, List.of("{\"new-name\":\"a\",\"needed\":\"b\"}"),
            SampleTypes.Bean.class, List.of("{\"size\":1,\"colour\":\"red\",\"count\":2}"),
            SampleTypes.Range.class, List.of("{\"from\":1,\"to\":2}"),
            SampleTypes.Drawing.class,
                    List.of("{\"figures\":[{\"kind\":\"circle\",\"radius\":1},{\"kind\":\"square\",\"side\":1}]}"),
            SampleTypes.Circle.class, List.of("{\"kind\":\"circle\",\"radius\":1}"));

    /// What the mapping refuses by code of the class, which no schema shows.
    private static final List<Class<?>> OPEN = List.of(SampleTypes.Range.class);

    /// Making one takes longer than a test.
    private static final Map<Class<?>, ArgumentCheck> CHECKS = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> schemaAndMappingAgreeAboutObjects() {
        return BASES.entrySet().stream()
                .flatMap(sample -> sample.getValue().stream()
                        .flatMap(text -> variants(Json.parse(text)).stream())
                        .distinct()
                        .map(value -> agrees(sample.getKey(), value)));
    }

    @TestFactory
    Stream<DynamicTest> schemaAndMappingAgreeAboutScalars() {
        return Stream.<Class<?>>of(
                        boolean.class,
                        Boolean.class,
                        byte.class,
                        short.class,
                        int.class,
                        Integer.class,
                        long.class,
                        float.class,
                        double.class,
                        char.class,
                        String.class,
                        SampleTypes.Band.class,
                        int[].class,
                        String[].class,
                        int[][].class)
                .flatMap(type -> SCALARS.stream().map(text -> agrees(type, received(text))));
    }

    @TestFactory
    Stream<DynamicTest> schemaTakesTheUsualFormsOfTimes() {
        return Stream.of(
                        "{\"duration\":\"PT1S\",\"instant\":\"2020-01-01T00:00:00Z\",\"date\":\"2020-01-01\","
                                + "\"id\":\"123e4567-e89b-12d3-a456-426614174000\"}",
                        "{\"duration\":1.5,\"instant\":1,\"date\":null}",
                        "{\"duration\":true}",
                        "{\"duration\":[]}",
                        "{\"instant\":{}}",
                        "{\"date\":1}",
                        "{\"id\":1}",
                        "{}")
                .map(text -> agrees(SampleTypes.Times.class, Json.parse(text)));
    }

    private static DynamicTest agrees(Class<?> type, Json value) {
        return DynamicTest.dynamicTest(type.getSimpleName() + " " + value.compact(), () -> {
            ArgumentCheck check = CHECKS.computeIfAbsent(type, SchemaAgreementTest::check);
            boolean isTaken = isTaken(type, value);

            assertThat(check.fault(value).isEmpty())
                    .as(() -> "fits " + Shape.of(type).schema(SchemaUse.INPUT))
                    .isEqualTo(isTaken || OPEN.contains(type));
        });
    }

    private static ArgumentCheck check(Class<?> type) {
        return ArgumentCheck.of(Shape.of(type).schema(SchemaUse.INPUT).orElseThrow());
    }

    private static boolean isTaken(Class<?> type, Json value) {
        try {
            value.as(type);
            return true;
        } catch (JsonException _) { // that is the answer
            return false;
        }
    }

    /// The value, and it with each part of it missing or replaced by something else.
    private static List<Json> variants(Json value) {
        List<Json> variants = new ArrayList<>();
        variants.add(value);
        SCALARS.forEach(text -> variants.add(received(text)));
        switch (value.kind()) {
            case OBJECT ->
                value.members().forEach((name, member) -> {
                    variants.add(without(value, name));
                    variants(member).forEach(variant -> variants.add(with(value, name, variant)));
                });
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    int at = i;
                    variants(value.element(i)).forEach(variant -> variants.add(with(value, at, variant)));
                }
            }
            case NULL, BOOLEAN, NUMBER, STRING -> {}
        }
        return variants;
    }

    private static Json without(Json object, String name) {
        var changed = Json.object();
        object.members().forEach((other, member) -> {
            if (!other.equals(name)) {
                changed.put(other, member);
            }
        });
        return changed.build();
    }

    private static Json with(Json object, String name, Json value) {
        var changed = Json.object();
        object.members().forEach(changed::put);
        return changed.put(name, value).build();
    }

    private static Json with(Json array, int at, Json value) {
        List<Json> elements = new ArrayList<>(array.elements());
        elements.set(at, value);
        return Json.ofArray(elements);
    }

    private static Json received(String text) {
        return Json.received(text.getBytes(UTF_8));
    }
}
