package afb4j.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Binding;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Makes jars with bindings, by the compiler of the JDK. The binding is `demo.DemoBinding`, and its API `demo` tells by
/// its info what the class `demo.Library` of the same jar says, and in which module both are.
final class BindingJar {

    private static final String BINDING = """
            package demo;
            import afb4j.api.*;
            import java.util.List;
            public final class DemoBinding implements Binding {
                public DemoBinding() {}
                public String name() { return "demo"; }
                public List<Api> apis(BindingContext context) throws Exception {
                    return List.of(Api.builder("demo")
                            .info(Library.text() + " of " + getClass().getModule().getName())
                            .build());
                }
            }
            """;
    private static final String MODULE = """
            module demo.binding {
                requires afb4j.api;
                provides afb4j.api.Binding with demo.DemoBinding;
            }
            """;

    private final Path directory;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private BindingJar(Path directory) {
        this.directory = directory;
    }

    /// A jar in `directory` without anything.
    static BindingJar in(Path directory) {
        return new BindingJar(directory);
    }

    /// The binding, whose library says `text`.
    BindingJar binding(String text) {
        return source("demo/DemoBinding.java", BINDING)
                .source(
                        "demo/Library.java",
                        "package demo; class Library { static String text() throws Exception { " + text + " } }");
    }

    /// Names the binding as a jar on the class path does, which makes an automatic module of a jar on a module path.
    BindingJar service() {
        return resource("META-INF/services/afb4j.api.Binding", "demo.DemoBinding\n");
    }

    /// Names the binding as a module does.
    BindingJar module() {
        return source("module-info.java", MODULE);
    }

    BindingJar source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    BindingJar resource(String path, String text) {
        resources.put(path, text);
        return this;
    }

    /// Compiles a class that is not put in the jar.
    BindingJar without(String classFile) {
        leftOut.add(classFile);
        return this;
    }

    /// Compiles and packs.
    Path build(String name) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
        compile(directory.resolve(name + "-sources"), classes);
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files(classes)) {
                String path = classes.relativize(file).toString();
                if (!leftOut.contains(path)) {
                    add(packed, path, Files.readAllBytes(file));
                }
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                add(packed, resource.getKey(), resource.getValue().getBytes(UTF_8));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream jar, String path, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(content);
        jar.closeEntry();
    }

    private void compile(Path from, Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = from.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        List<String> arguments = new ArrayList<>(List.of("--release", "25", "-d", classes.toString()));
        boolean modular = sources.containsKey("module-info.java");
        arguments.addAll(List.of(modular ? "--module-path" : "--class-path", binderPath()));
        files(from).forEach(file -> arguments.add(file.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("javac %s", arguments)
                .isZero();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Where the modules of the binder are that a binding needs, and those that these need.
    static String binderPath() {
        return Stream.of(
                        Binding.class.getName(),
                        BindingLoader.class.getName(),
                        "afb4j.sequencer.Loop",
                        "org.jspecify.annotations.NullMarked",
                        "tools.jackson.databind.json.JsonMapper",
                        "tools.jackson.core.JsonParser",
                        "com.fasterxml.jackson.annotation.JsonProperty",
                        "dev.harrel.jsonschema.Validator")
                .map(BindingJar::location)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String location(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ClassNotFoundException | URISyntaxException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
