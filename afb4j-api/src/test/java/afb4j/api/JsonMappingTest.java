package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.MappedSamples.Band;
import afb4j.api.MappedSamples.Position;
import afb4j.api.MappedSamples.Station;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jackson does the mapping; these tests pin what authors of bindings rely on.
class JsonMappingTest {

    static final String STATION = "{\"name\":\"x\",\"preset\":3,\"band\":\"AM\",\"unknown\":[1],\"info\":\"i\","
            + "\"masts\":[{\"lat\":1,\"lon\":-2.5e0}],\"position\":{\"lat\":0,\"lon\":1E1},\"extra\":{\"n\":[1.0, 1E400]}}";

    @Test
    void mapsToRecordsNestedAndBack() {
        Station station = received(STATION).as(Station.class);

        assertThat(station)
                .isEqualTo(new Station(
                        "x",
                        3,
                        Band.AM,
                        Optional.of("i"),
                        List.of(new Position(1, -2.5)),
                        new Position(0, 10),
                        Json.parse("{\"n\":[1.0,1E400]}")));
        assertThat(station.extra().text()).isEqualTo("{\"n\":[1.0, 1E400]}");
        assertThat(Json.of(station).text())
                .isEqualTo("{\"name\":\"x\",\"preset\":3,\"band\":\"AM\",\"info\":\"i\","
                        + "\"masts\":[{\"lat\":1.0,\"lon\":-2.5}],\"position\":{\"lat\":0.0,\"lon\":10.0},"
                        + "\"extra\":{\"n\":[1.0, 1E400]}}");
        assertThat(Json.of(station).as(Station.class)).isEqualTo(station);
    }

    @Test
    void keepsJsonOfAnyKindInsideOfRecords() {
        Json value = received("{\"a\":\"x\\ny\",\"b\":007, \"c\": NaN ,\"d\":[{\"z\":'q'}]}");

        Map<String, Json> members = jsonByName(value);

        assertThat(members.get("a").asText()).isEqualTo("x\ny");
        assertThat(members.get("b").text()).isEqualTo("7");
        assertThat(members.get("c").asDouble()).isNaN();
        assertThat(members.get("d").text()).isEqualTo("[{\"z\":\"q\"}]");
        assertThat(received("[null,1]").asList(Json.class)).containsExactly(Json.NULL, Json.of(1));
    }

    @Test
    void leavesMissingMembersOpenWhereTheTypeAllows() {
        Station station = received("{\"preset\":1}").as(Station.class);

        assertThat(station.info()).isEmpty();
        assertThat(station.extra()).isEqualTo(Json.NULL);
        assertThat(station.name()).isNull();
    }

    @Test
    void refusesNumbersTooLongToBeMapped() {
        Json value = received("{\"preset\":" + "0." + "1".repeat(2000) + "}");

        assertThatThrownBy(() -> value.as(Station.class))
                .isInstanceOf(JsonException.class)
                .hasMessage("the number or text is too long to be mapped");
    }

    @Test
    void mapsToCollectionsAndScalars() {
        assertThat(received("[1,2,]").asList(Integer.class)).containsExactly(1, 2);
        assertThat(received("[[1],[]]").as(int[][].class)).isDeepEqualTo(new int[][] {{1}, {}});
        assertThat(received("hello").as(String.class)).isEqualTo("hello");
        assertThat(received("5").as(int.class)).isEqualTo(5);
        assertThat(received("'FM'").as(Band.class)).isEqualTo(Band.FM);
        assertThat(received("NaN").as(Double.class)).isNaN();
        assertThat((Object) received("{\"b\":1,\"a\":[true]}").as(Map.class))
                .isEqualTo(Map.of("b", 1, "a", List.of(true)));
        Json itself = received("{}");
        assertThat(itself.as(Json.class)).isSameAs(itself);
    }

    @Test
    void writesTextsRawAndOptionalsByContent() {
        assertThat(Json.of(Map.of("é/\uD83C\uDF89", List.of(Optional.of(1), Optional.empty())))
                        .text())
                .isEqualTo("{\"é/\uD83C\uDF89\":[1,null]}");
        assertThat(Json.of(new Object[] {1.5f, 'c', Band.FM, Double.POSITIVE_INFINITY})
                        .text())
                .isEqualTo("[1.5,\"c\",\"FM\",Infinity]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"position\":{\"lat\":\"x\",\"lon\":1} | /position/lat: expected a number, got \"x\"",
                "\"position\":{\"lat\":null,\"lon\":1} | /position/lat: expected a number, got null",
                "\"position\":{\"lon\":1} | /position/lat: expected a number, got nothing",
                "\"position\":{\"lat\":91,\"lon\":1} | /position: latitude is 91.0, limit is 90",
                "\"position\":[1,2] | /position: expected an object, got an array",
                "\"preset\":\"3\" | /preset: expected a whole number, got \"3\"",
                "\"preset\":3.5 | /preset: expected a whole number, got 3.5",
                "\"preset\":3000000000 | /preset: expected a whole number in the range of int, got 3000000000",
                "\"band\":\"LW\" | /band: expected one of FM, AM, got \"LW\"",
                "\"band\":1 | /band: expected one of FM, AM, got 1",
                "\"name\":{} | /name: expected a string, got an object",
                "\"name\":5 | /name: expected a string, got 5",
                "\"masts\":{} | /masts: expected an array, got an object",
                "\"masts\":[{\"lat\":0,\"lon\":0},{\"lat\":0,\"lon\":true}] | /masts/1/lon: expected a number, got true"
            })
    void namesThePlaceThatDoesNotFit(String member, String message) {
        String name = member.substring(0, member.indexOf(':'));
        Json value = received("{\"preset\":1,\"position\":{\"lat\":0,\"lon\":0}," + member + "}");

        assertThat(name).isNotEmpty();
        assertThatThrownBy(() -> value.as(Station.class))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @Test
    void tellsWhatTheWholeShouldBe() {
        assertThatThrownBy(() -> Json.of("x").as(Station.class)).hasMessage("expected an object, got \"x\"");
        assertThatThrownBy(() -> Json.NULL.as(Station.class)).hasMessage("expected an object, got null");
        assertThatThrownBy(() -> Json.NULL.as(int.class)).hasMessage("expected a whole number, got null");
        assertThatThrownBy(() -> Json.of("x").asList(String.class)).hasMessage("expected an array, got \"x\"");
        assertThatThrownBy(() -> Json.array(1, null).asList(Integer.class))
                .hasMessage("/1: expected a whole number, got null");
        assertThatThrownBy(() -> Json.of("soon").as(Duration.class))
                .hasMessage("expected a value fit for Duration, got \"soon\"");
        assertThatThrownBy(() -> received("{\"a/b\":{\"~\":1}}").as(typeOf("maps")))
                .hasMessage("/a~1b/~0: expected true or false, got 1");
    }

    @Test
    void refusesValuesWithoutJsonForm() {
        Object[] endless = new Object[1];
        endless[0] = endless;

        assertThatThrownBy(() -> Json.of(endless)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.object().build().as(Runnable.class)).isInstanceOf(JsonException.class);
    }

    @SuppressWarnings("unused") // only its type is of use
    static Map<String, Map<String, Boolean>> maps;

    @SuppressWarnings("unused") // only its type is of use
    static Map<String, Json> jsons;

    @SuppressWarnings("unchecked") // as the type of the field says
    private static Map<String, Json> jsonByName(Json value) {
        return (Map<String, Json>) value.as(typeOf("jsons"));
    }

    private static Type typeOf(String field) {
        try {
            return JsonMappingTest.class.getDeclaredField(field).getGenericType();
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static Json received(String text) {
        return Json.received(text.getBytes(UTF_8));
    }
}
