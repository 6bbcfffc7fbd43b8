package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import afb4j.api.Api;
import afb4j.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bindings of a binder on the class path; of one on the module path: [BindingLayersIT].
final class BindingLoaderTest {

    private final List<Integer> exits = new ArrayList<>();
    private final BindingLoader loader = new BindingLoader("tester", exits::add);

    @TempDir
    private Path directory;

    @Test
    void loadsByNameAndTellsTheBindingItsContext() throws IOException {
        Path config = Files.writeString(directory.resolve("c.json"), "{\"a\": 1}");

        assertThat(load("known").info()).isEqualTo("tester  null");
        assertThat(load("known:me:" + config).info()).isEqualTo("tester me {\"a\":1}");
        assertThat(exits).containsExactly(7, 7);
    }

    @Test
    void addsTheConfigurationAndItsPlaceToTheSettings() throws IOException { // http-and-wsj1.md 7.3
        Path config = Files.writeString(directory.resolve("c.json"), "{\"a\": 1, \"path\": 2}");
        Path text = Files.writeString(directory.resolve("t.json"), "\"text\"");
        Path jar =
                BindingJar.in(directory).binding("return \"first\";").service().build("b.jar");

        assertThat(settings("known:" + config)).isEqualTo("{binding-path=\"known\", path=2, a=1}");
        assertThat(settings("known:" + text)).isEqualTo("{binding-path=\"known\", path=\"known\"}");
        assertThat(settings(directory + "/./b.jar"))
                .isEqualTo(
                        "{binding-path=" + Json.of(jar.toString()) + ", path=" + Json.of(directory + "/./b.jar") + "}");
    }

    private String settings(String spec) {
        return loader.load(BindingSpec.parse(spec)).settings().toString();
    }

    @Test
    void listsWhatItKnowsAndWhatIsBrokenForAnUnknownName() {
        BindingException failure = failure("nosuch");

        assertThat(failure)
                .hasMessageStartingWith(
                        "no binding is called nosuch: known are [known], or give the path of a jar, such as ./nosuch.jar")
                .hasMessageContaining("UnloadableBinding")
                .hasMessageContaining("no license")
                .hasMessageContaining("afb4j.core.DeletedBinding not found");
        assertThat(failure.isBroken()).isTrue();
    }

    @Test
    void loadsAJar() throws IOException {
        Path jar =
                BindingJar.in(directory).binding("return \"first\";").service().build("b.jar");

        assertThat(load(jar.toString()).name()).isEqualTo("demo");
        assertThat(load("private:" + jar).info()).isEqualTo("first of null");
    }

    @Test
    void keepsTheClassesOfTwoJarsApart() throws IOException {
        Path first =
                BindingJar.in(directory).binding("return \"first\";").service().build("first.jar");
        Path second =
                BindingJar.in(directory).binding("return \"second\";").service().build("second.jar");

        assertThat(load(first.toString()).info()).isEqualTo("first of null");
        assertThat(load(second.toString()).info()).isEqualTo("second of null");
    }

    @Test
    void reportsAMissingFile() {
        BindingException failure = failure(directory + "/nope.jar");

        assertThat(failure).hasMessage("binding " + directory + "/nope.jar: there is no such file");
        assertThat(failure.isBroken()).isFalse();
        assertThat(failure("./" + directory.getFileName() + "/").isBroken()).isFalse();
    }

    @Test
    void reportsWhatIsNoJar() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "I am no jar");

        assertBroken(text, "it is not a jar: ");
    }

    @Test
    void reportsAJarWithoutBinding() throws IOException {
        assertBroken(
                BindingJar.in(directory).resource("a.txt", "").build("empty.jar"),
                "it provides no afb4j.api.Binding, neither in its module-info nor under META-INF/services");
    }

    @Test
    void reportsAProviderThatIsNotThere() throws IOException {
        assertBroken(
                BindingJar.in(directory).service().build("hollow.jar"),
                "afb4j.api.Binding: Provider demo.DemoBinding not found");
    }

    @Test
    void reportsAProviderThatThrows() throws IOException {
        Path jar = BindingJar.in(directory)
                .source(
                        "demo/DemoBinding.java",
                        "package demo; public class DemoBinding implements afb4j.api.Binding {"
                                + " public DemoBinding() { throw new IllegalStateException(\"no antenna\"); }"
                                + " public String name() { return \"\"; }"
                                + " public java.util.List<afb4j.api.Api> apis(afb4j.api.BindingContext c) { return null; } }")
                .service()
                .build("throws.jar");

        assertBroken(jar, "could not be instantiated: java.lang.IllegalStateException: no antenna");
    }

    @Test
    void reportsABindingThatFailsToStart() throws IOException {
        Path jar = BindingJar.in(directory)
                .binding("throw new java.io.IOException(\"no antenna\");")
                .service()
                .build("fails.jar");

        assertBroken(jar, "its start failed: java.io.IOException: no antenna");
    }

    @Test
    void reportsABindingThatMissesALibrary() throws IOException {
        Path jar = BindingJar.in(directory)
                .binding("return \"first\";")
                .service()
                .without("demo/Library.class")
                .build("misses.jar");

        assertBroken(jar, "its start failed: java.lang.NoClassDefFoundError: demo/Library");
    }

    @Test
    void reportsABindingThatBringsNothingAtAll() throws IOException {
        Path jar = BindingJar.in(directory)
                .source(
                        "demo/DemoBinding.java",
                        "package demo; public class DemoBinding implements afb4j.api.Binding {"
                                + " public String name() { return \"\"; }"
                                + " public java.util.List<afb4j.api.Api> apis(afb4j.api.BindingContext c) { return null; } }")
                .service()
                .build("null.jar");

        assertBroken(jar, "its start failed: java.lang.NullPointerException");
    }

    @Test
    void reportsAConfigurationThatCannotBeRead() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\"a\":");

        assertThat(failure("known:" + directory + "/none.json"))
                .hasMessage("binding known: its configuration " + directory + "/none.json does not exist");
        assertThat(failure("known:" + bad))
                .hasMessageStartingWith("binding known: its configuration " + bad + " cannot be read: ");
    }

    private void assertBroken(Path jar, String why) {
        BindingException failure = failure(jar.toString());

        assertThat(failure).hasMessageStartingWith("binding " + jar + ": ").hasMessageContaining(why);
        assertThat(failure.isBroken()).isTrue();
    }

    private Api load(String spec) {
        List<Api> apis = loader.load(BindingSpec.parse(spec)).apis();
        assertThat(apis).hasSize(1);
        return apis.getFirst();
    }

    private BindingException failure(String spec) {
        return catchThrowableOfType(BindingException.class, () -> loader.load(BindingSpec.parse(spec)));
    }
}
