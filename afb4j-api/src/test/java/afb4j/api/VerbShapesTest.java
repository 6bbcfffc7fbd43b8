package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.MappedSamples.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Verbs know what they take and give, from where their authors wrote it.
class VerbShapesTest {

    @AfbApi(
            value = "radio",
            events = {@AfbEvent(value = "moved", type = Position.class, info = "where it is"), @AfbEvent("noise")})
    public static final class Radio {

        @AfbVerb
        public Position where() {
            return new Position(0, 0);
        }

        @AfbVerb
        public void move(Position to) {}

        @AfbVerb
        public List<String> find(
                @Arg("name") String name,
                @Arg("limit") @Describe(value = "how many", minimum = 1) Optional<Integer> limit) {
            return List.of(name, limit.toString());
        }

        @AfbVerb
        public void raw(Request request) {
            request.reply();
        }

        @AfbVerb(input = Position.class, output = Position.class)
        public Reply said(Request request) {
            return Reply.of(request.json());
        }
    }

    private final Api annotated = Api.of(new Radio());

    @Test
    void annotatedMethodsGiveTheirTypes() {
        assertThat(input(annotated, "move")).isEqualTo(Shape.of(Position.class));
        assertThat(output(annotated, "move")).isEqualTo(Shape.nothing());
        assertThat(output(annotated, "where")).isEqualTo(Shape.of(Position.class));
        assertThat(input(annotated, "raw").isKnown()).isFalse();
        assertThat(output(annotated, "raw").isKnown()).isFalse();
        assertThat(input(annotated, "said")).isEqualTo(Shape.of(Position.class));
        assertThat(output(annotated, "said")).isEqualTo(Shape.of(Position.class));
    }

    @Test
    void parametersThatAreMembersMakeAnObject() {
        assertThat(schema(input(annotated, "find")))
                .isEqualTo("{'type':'object','properties':{'name':{'type':'string'},"
                        + "'limit':{'type':['integer','null'],'format':'int32','description':'how many','minimum':1}},"
                        + "'required':['name']}");
        assertThat(schema(input(annotated, "where"))).isEqualTo("{'type':['object','null'],'properties':{}}");
    }

    @Test
    void annotatedApisDeclareEvents() {
        assertThat(annotated.events())
                .containsExactly(
                        new DeclaredEvent("moved", "where it is", Shape.of(Position.class)),
                        new DeclaredEvent("noise", "", Shape.unknown()));
    }

    @Test
    void buildersTakeTypesAndSchemas() {
        Json schema = Json.parse("{\"type\":\"string\"}");
        Api api = Api.builder("a")
                .verb("typed", Position.class, position -> position)
                .verb("mapped", Position.class, String.class, Position::toString)
                .verb(Verb.named("given")
                        .inputSchema(schema)
                        .outputSchema(schema)
                        .handler(Position.class, p -> p))
                .verb(Verb.named("raw").input(int.class).output(int.class).handler(Request::reply))
                .event("moved", Position.class, "where it is")
                .build();

        assertThat(input(api, "typed")).isEqualTo(Shape.of(Position.class));
        assertThat(output(api, "typed").isKnown()).isFalse();
        assertThat(output(api, "mapped")).isEqualTo(Shape.of(String.class));
        assertThat(input(api, "given")).isEqualTo(Shape.given(schema));
        assertThat(output(api, "given")).isEqualTo(Shape.given(schema));
        assertThat(input(api, "raw")).isEqualTo(Shape.of(int.class));
        assertThat(api.events()).extracting(DeclaredEvent::name).containsExactly("moved");
    }

    @Test
    void anApiWithOtherHandlersIsOtherwiseTheSame() {
        Api api = Api.builder("a")
                .info("i")
                .alias("b")
                .concurrency(2)
                .require("c")
                .event("e", int.class, "")
                .specification(Json.TRUE)
                .verb("v", Request::reply)
                .build();
        VerbHandler other = _ -> {};

        Api changed = api.mapVerbs(verb -> verb.withHandler(other));

        assertThat(changed.verbs()).extracting(Verb::handler).containsExactly(other);
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("verbs", "byName", "globs", "start", "stop")
                .isEqualTo(api);
    }

    private static Shape input(Api api, String verb) {
        return api.find(verb).orElseThrow().input();
    }

    private static Shape output(Api api, String verb) {
        return api.find(verb).orElseThrow().output();
    }

    private static String schema(Shape shape) {
        return shape.schema(SchemaUse.INPUT).orElseThrow().compact().replace('"', '\'');
    }
}
