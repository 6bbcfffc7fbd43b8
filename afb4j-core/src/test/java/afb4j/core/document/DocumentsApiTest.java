package afb4j.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentsApiTest {

    @TempDir
    Path root;

    private final List<Json> pushed = new ArrayList<>();
    private Api api;

    @BeforeEach
    void startApi() throws Exception {
        api = DocumentsApi.of(DocumentStore.open(root));
        Event event = fake(Event.class, (_, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("push");
            pushed.add((Json) arguments[0]);
            return 0;
        });
        api.start().start(fake(ApiContext.class, (_, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("event");
            assertThat(arguments[0]).isEqualTo("current");
            return event;
        }));
    }

    @Test
    void listsDocuments() throws Exception { // S-81
        assertThat(call("list", "{'api':'radio'}").json()).isEqualTo(json("{'jtype':'AFB_sessions','data':[]}"));

        call("save", "{'api':'radio','name':'tuning','data':{}}");

        Json list = call("list", "{'api':'radio'}").json();
        assertThat(list.member("jtype")).contains(Json.of("AFB_sessions"));
        Json entry = list.member("data").orElseThrow().element(0);
        assertThat(entry.member("name")).contains(Json.of("tuning"));
        assertThat(entry.member("date").orElseThrow().asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void savesAndLoads() throws Exception { // S-82, S-83
        Json saved = call("save", "{'api':'radio','name':'a','data':{'n':1},'info':{'jtype':'AFB_infos'}}")
                .json();

        assertThat(saved.member("jtype")).contains(Json.of("AFB_session"));
        assertThat(saved.member("info")).contains(json("{'jtype':'AFB_infos'}"));
        assertThat(call("load", "{'api':'radio','name':'a'}").json()).isEqualTo(saved);
        assertThat(call("load", "{'api':'radio','name':'b'}")).isEqualTo(Reply.of(Json.NULL));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "list, {}, api",
                "list, null, api",
                "current, [1], api",
                "load, {'name':'a'}, api",
                "load, {'api':'radio'}, name",
                "save, \"{'api':'radio','data':{}}\", name",
                "save, \"{'api':'radio','name':'a'}\", data"
            })
    void saysWhichParameterIsMissing(String verb, String argument, String parameter) throws Exception { // S-85
        assertThat(call(verb, argument).status())
                .isEqualTo(Status.invalidRequest("the parameter " + parameter + " is missing"));
    }

    @Test
    void saysWhatIsWrongWithAParameter() throws Exception { // S-85, S-86, S-83
        assertThat(call("load", "{'api':'radio','name':1}").status())
                .isEqualTo(Status.invalidRequest("the parameter name is 1, expected a text"));
        assertThat(call("load", "{'api':'radio','name':'../x'}").status())
                .returns(-12, Status::code)
                .asString()
                .contains("\"../x\" is not a name for a document");
        assertThat(call("save", "{'api':'radio','name':'a','data':{},'info':{}}")
                        .status())
                .isEqualTo(Status.invalidRequest(
                        "the document a of radio: expected an info of jtype AFB_infos, got no jtype"));
    }

    @Test
    void saysWhatItFoundInsteadOfADocument() throws Exception { // S-82
        call("save", "{'api':'radio','name':'a','data':{}}");
        Files.writeString(root.resolve("radio/a.afb"), "{\"jtype\":\"x\"}");

        assertThat(call("load", "{'api':'radio','name':'a'}").status())
                .isEqualTo(Status.BAD_STATE.withInfo(
                        "the document a of radio: expected an object of jtype AFB_session, found jtype \"x\""));
    }

    @Test
    void keepsTroubleWithTheDiskInTheLog() throws Exception {
        Files.createFile(root.resolve("radio"));

        assertThat(call("save", "{'api':'radio','name':'a','data':{}}").status())
                .isEqualTo(Status.INTERNAL_ERROR);
    }

    @Test
    void tellsWhatBecomesCurrentAndWhenItIsSaved() throws Exception { // S-84
        assertThat(call("current", "{'api':'radio'}")).isEqualTo(Reply.of(Json.NULL));

        call("save", "{'api':'radio','name':'a','data':{}}");
        call("save", "{'api':'radio','name':'b','data':{}}");
        call("load", "{'api':'radio','name':'b'}"); // is current already
        call("load", "{'api':'radio','name':'a'}");
        call("load", "{'api':'radio','name':'missing'}");
        call("load", "{'api':'radio','name':'current-session'}");
        call("save", "{'api':'radio','name':'current-session','data':{}}");

        assertThat(pushed)
                .containsExactly(
                        json("{'api':'radio','name':'a'}"),
                        json("{'api':'radio','name':'b'}"),
                        json("{'api':'radio','name':'a'}"),
                        json("{'api':'radio','name':'a'}"));
        assertThat(call("current", "{'api':'radio'}").json()).isEqualTo(Json.of("a"));
    }

    @Test
    void letsOnlyThoseThroughWhoMayReadOrWrite() {
        Guard reading = Guard.permission("read");
        Guard writing = Guard.permission("write");
        Api guarded = DocumentsApi.of(DocumentStore.open(root), reading, writing);

        assertThat(guarded.find("load").orElseThrow().guard()).isEqualTo(reading);
        assertThat(guarded.find("save").orElseThrow().guard()).isEqualTo(writing);
        assertThat(guarded.find("subscribe")).isPresent();
    }

    private Reply call(String verb, String argument) throws Exception {
        Json json = json(argument);
        List<Reply> replies = new ArrayList<>();
        Request request = fake(Request.class, (proxy, method, arguments) -> {
            if (method.getName().equals("arguments")) {
                return List.of(json);
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            replies.add(
                    arguments[0] instanceof Reply reply ? reply : Reply.of(Status.INTERNAL_ERROR)); // fail(Throwable)
            return null;
        });
        api.find(verb).orElseThrow().handler().handle(request);
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }

    private static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
