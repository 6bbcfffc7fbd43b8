package afb4j.system.process.probe;

import afb4j.api.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// Makes jars with bindings, as users do: a class and its name under `META-INF/services`.
public final class ProbeJar {

    private ProbeJar() {}

    /// A jar with [ProbeBinding].
    public static Path in(Path folder) {
        return write(folder.resolve("probe.jar"), ProbeBinding.class.getName());
    }

    /// A jar that names a class which is not in it.
    public static Path brokenIn(Path folder) {
        return write(folder.resolve("broken.jar"), "afb4j.system.process.probe.Missing");
    }

    private static Path write(Path jar, String provider) {
        String path = ProbeBinding.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                InputStream code =
                        Objects.requireNonNull(ProbeBinding.class.getResourceAsStream("ProbeBinding.class"))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Binding.class.getName()));
            out.write(provider.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(path));
            code.transferTo(out);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return jar;
    }
}
