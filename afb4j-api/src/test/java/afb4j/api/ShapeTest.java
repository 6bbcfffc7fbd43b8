package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// What schemas look like; that they agree with the mapping is shown where there is a validator.
class ShapeTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Nullable {}

    public enum Band {
        FM,
        @JsonProperty("am")
        AM
    }

    public record Position(double lat, double lon) {}

    @Describe("what can be tuned to")
    public record Station(
            @Describe(value = "unique", required = true) String name,

            @Describe(value = "in MHz", minimum = 64, maximum = 108.5)
            double frequency,

            Band band,
            Optional<String> info,
            List<Position> masts,
            Map<String, Integer> counts,
            Json extra) {}

    public record Out(
            @Nullable String note,
            Optional<Position> at,
            @JsonInclude(JsonInclude.Include.NON_NULL) String x) {}

    public record Tree(int value, List<Tree> children) {}

    public record Twice(Position from, Position to) {}

    public record Celsius(@JsonValue double degrees) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    public interface Figure {}

    public record Circle(double radius) implements Figure {}

    public record Square(double side) implements Figure {}

    @Test
    void showsWhatARecordTakesAndWhatItsAuthorSaysOfIt() {
        assertThat(input(Station.class))
                .isEqualTo("{'type':'object','properties':{'name':{'type':'string','description':'unique'},"
                        + "'frequency':{'type':'number','format':'double','description':'in MHz','minimum':64,'maximum':108.5},"
                        + "'band':{'type':['string','null'],'enum':['FM','am',null]},"
                        + "'info':{'type':['string','null']},"
                        + "'masts':{'type':['array','null'],'items':{'type':['object','null'],"
                        + "'properties':{'lat':{'type':'number','format':'double'},'lon':{'type':'number','format':'double'}},"
                        + "'required':['lat','lon']}},"
                        + "'counts':{'type':['object','null'],'additionalProperties':{'type':['integer','null'],'format':'int32'}},"
                        + "'extra':{}},'required':['name','frequency'],'description':'what can be tuned to'}");
    }

    @Test
    void showsThatWhatIsGivenIsWhole() {
        assertThat(output(Out.class))
                .isEqualTo("{'type':'object','properties':{'note':{'type':['string','null']},"
                        + "'at':{'type':['object','null'],'properties':{'lat':{'type':'number','format':'double'},"
                        + "'lon':{'type':'number','format':'double'}},'required':['lat','lon']},"
                        + "'x':{'type':'string'}},'required':['note','at']}");
        assertThat(output(Position[].class))
                .isEqualTo(
                        "{'type':'array','items':{'type':'object','properties':{'lat':{'type':'number','format':'double'},"
                                + "'lon':{'type':'number','format':'double'}},'required':['lat','lon']}}");
    }

    @Test
    void refersToWhatContainsItself() {
        assertThat(output(Tree.class))
                .isEqualTo(
                        "{'$ref':'#/$defs/Tree','$defs':{'Tree':{'type':'object','properties':"
                                + "{'value':{'type':'integer','format':'int32'},"
                                + "'children':{'type':'array','items':{'$ref':'#/$defs/Tree'}}},'required':['value','children']}}}");
        assertThat(input(Tree.class)).contains("'items':{'anyOf':[{'$ref':'#/$defs/Tree'},{'type':'null'}]}");
    }

    @Test
    void writesOnceWhatIsUsedTwice() {
        assertThat(output(Twice.class))
                .startsWith(
                        "{'type':'object','properties':{'from':{'$ref':'#/$defs/Position'},'to':{'$ref':'#/$defs/Position'}}")
                .contains("'$defs':{'Position':{");
    }

    @Test
    void tellsClassesApartByTheirNames() {
        assertThat(input(Figure.class))
                .isEqualTo("{'oneOf':[{'type':'object','properties':{'kind':{'const':'circle'},"
                        + "'radius':{'type':'number','format':'double'}},'required':['kind','radius']},"
                        + "{'type':'object','properties':{'kind':{'const':'square'},"
                        + "'side':{'type':'number','format':'double'}},'required':['kind','side']}]}");
    }

    @Test
    void saysNothingOfWhatIsMappedByItsOwnCode() {
        assertThat(output(Celsius.class)).isEqualTo("{'type':'number','format':'double'}");
        assertThat(input(Celsius.class)).isEqualTo("{}");
        assertThat(input(StringBuilder.class)).isEqualTo("{}");
    }

    @Test
    void isUnknownForTypesThatSayNothing() {
        assertThat(Shape.of(Object.class).isKnown()).isFalse();
        assertThat(Shape.of(Json.class).isKnown()).isFalse();
        assertThat(Shape.of(Reply.class).isKnown()).isFalse();
        assertThat(Shape.of(HttpAnswer.class).schema(SchemaUse.OUTPUT)).isEmpty();
        assertThat(Shape.of(void.class)).isEqualTo(Shape.nothing());
        assertThat(output(void.class)).isEqualTo("{'type':'null'}");
    }

    @Test
    void looksIntoStages() {
        assertThat(Shape.of(returnTypeOf("later"))).isEqualTo(Shape.of(Position.class));
        assertThat(Shape.of(returnTypeOf("whatever")).isKnown()).isFalse();
    }

    interface Later {

        CompletionStage<Position> later();

        @SuppressWarnings("rawtypes") // as careless authors write
        CompletionStage whatever();
    }

    private static Type returnTypeOf(String method) {
        try {
            return Later.class.getDeclaredMethod(method).getGenericReturnType();
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void takesOnlySchemasAsGiven() {
        Json schema = Json.parse("{\"$schema\":\"x\",\"type\":\"object\"}");

        assertThat(Shape.given(schema).schema(SchemaUse.INPUT)).contains(schema);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.given(Json.of("string")))
                .withMessage("a schema is an object, or true or false, but \"string\" was given");
        Json deep = Json.TRUE;
        for (int i = 0; i < 23; i++) {
            deep = Json.object().put("not", deep).build();
        }
        Json tooDeep = deep;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.given(tooDeep))
                .withMessage("a schema may be nested 22 deep, but one that is 23 was given");
    }

    @Test
    void sharesDefinitionsInADocumentAndKeepsBothUsesApart() {
        Schemas document = new Schemas("#/x/");

        Json in = document.of("a", Shape.of(Station.class), SchemaUse.INPUT).orElseThrow();
        Json out = document.of("b", Shape.of(Station.class), SchemaUse.OUTPUT).orElseThrow();
        Json position =
                document.of("c", Shape.of(Position.class), SchemaUse.OUTPUT).orElseThrow();

        assertThat(quoted(in)).isEqualTo("{'$ref':'#/x/Station'}");
        assertThat(quoted(out)).isEqualTo("{'$ref':'#/x/StationOutput'}");
        assertThat(quoted(position)).isEqualTo("{'$ref':'#/x/Position'}");
        assertThat(document.definitions()).containsOnlyKeys("Position", "Station", "StationOutput");
    }

    @Test
    void movesGivenSchemasThatReferToThemselves() {
        Schemas document = new Schemas("#/x/");
        Json schema = Json.parse(
                "{\"$schema\":\"y\",\"$defs\":{\"n\":{\"type\":\"null\"}},\"items\":{\"$ref\":\"#/$defs/n\"}}");

        Json moved =
                document.of("radio.tune", Shape.given(schema), SchemaUse.INPUT).orElseThrow();

        assertThat(quoted(moved)).isEqualTo("{'$ref':'#/x/radio.tune'}");
        assertThat(quoted(document.definitions().get("radio.tune")))
                .isEqualTo("{'$defs':{'n':{'type':'null'}},'items':{'$ref':'#/x/radio.tune/$defs/n'}}");
    }

    private static String input(Type type) {
        return quoted(Shape.of(type).schema(SchemaUse.INPUT).orElseThrow());
    }

    private static String output(Type type) {
        return quoted(Shape.of(type).schema(SchemaUse.OUTPUT).orElseThrow());
    }

    private static String quoted(Json json) {
        return json.compact().replace('"', '\'');
    }
}
