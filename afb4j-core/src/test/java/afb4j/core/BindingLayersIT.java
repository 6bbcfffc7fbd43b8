package afb4j.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.layers.LoadBindings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bindings of a binder on the module path, in a process of its own: each jar gets a module layer (D11).
final class BindingLayersIT {

    @TempDir
    private Path directory;

    @Test
    void givesEachJarALayerOfItsOwn() throws Exception {
        Path first =
                BindingJar.in(directory).binding("return \"first\";").module().build("first.jar");
        Path second =
                BindingJar.in(directory).binding("return \"second\";").module().build("second.jar");
        Path automatic =
                BindingJar.in(directory).binding("return \"third\";").service().build("plain-1.2.jar");
        Path both = BindingJar.in(directory)
                .binding("return \"fourth\";")
                .module()
                .service()
                .build("both.jar");

        List<String> lines = load(first, second, automatic, both, first);

        assertThat(lines)
                .containsExactly(
                        "binder in module afb4j.core",
                        "demo: first of demo.binding",
                        "demo: second of demo.binding",
                        "demo: third of plain",
                        "demo: fourth of demo.binding",
                        "demo: first of demo.binding");
    }

    @Test
    void reportsJarsThatDoNotWorkAndGoesOn() throws Exception {
        Path empty = BindingJar.in(directory).resource("a.txt", "").build("empty.jar");
        Path unnameable = BindingJar.in(directory).resource("a.txt", "").build("1.jar");
        Path needy = BindingJar.in(directory)
                .source("extra/Extra.java", "package extra; public class Extra {}")
                .source("module-info.java", "module needy { requires java.sql; exports extra; }")
                .build("needy.jar");
        Path good =
                BindingJar.in(directory).binding("return \"good\";").module().build("good.jar");

        List<String> lines = load(Path.of("nosuch"), empty, unnameable, needy, good);

        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).startsWith("unknown: no binding is called nosuch: known are []");
        assertThat(lines.get(2)).startsWith("broken: binding " + empty + ": it provides no afb4j.api.Binding");
        assertThat(lines.get(3))
                .startsWith("broken: binding " + unnameable)
                .contains("Unable to derive module descriptor");
        assertThat(lines.get(4)).startsWith("broken: binding " + needy).contains("java.sql");
        assertThat(lines.get(5)).isEqualTo("demo: good of demo.binding");
    }

    private List<String> load(Path... bindings) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules=afb4j.core,java.base,java.logging,java.desktop",
                "--module-path=" + BindingJar.binderPath(),
                "--add-modules=afb4j.core",
                "--class-path=" + program(),
                LoadBindings.class.getName()));
        for (Path binding : bindings) {
            command.add(binding.toString());
        }
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("the child ends").isTrue();
        } finally {
            child.destroyForcibly();
        }
        return Files.readAllLines(output, UTF_8);
    }

    /// The program alone: beside it on the class path would be the bindings of other tests.
    private Path program() throws IOException {
        String path = LoadBindings.class.getName().replace('.', '/') + ".class";
        Path copy = directory.resolve("program").resolve(path);
        Files.createDirectories(copy.getParent());
        try (InputStream program = LoadBindings.class.getResourceAsStream("/" + path)) {
            Files.write(copy, program.readAllBytes());
        }
        return directory.resolve("program");
    }
}
