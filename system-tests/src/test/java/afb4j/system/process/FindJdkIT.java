package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the scripts find a JDK (build/find-jdk.sh), with JDKs that are but a version and a program.
final class FindJdkIT {

    private static final Path SCRIPT =
            Path.of("..", "build", "find-jdk.sh").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /// How the search ended.
    record Found(int code, String home, String message) {}

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java =
                Files.writeString(Files.createDirectories(home.resolve("bin")).resolve("java"), "#!/bin/sh\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    /// Searches for a JDK of that version with these tools.
    private Found find(int needed, String javaHome, String tools) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", ". " + SCRIPT + "; jdk_needed=" + needed + "; find_jdk " + tools);
        builder.environment().put("JAVA_HOME", javaHome);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String home = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String message = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Found(process.exitValue(), home, message);
    }

    @Test
    void takesJavaHomeThatIsNewEnough() throws IOException, InterruptedException {
        Path home = jdk("mine", "95.0.1");

        assertThat(find(95, home.toString(), "java")).isEqualTo(new Found(0, home.toString(), ""));
    }

    @Test
    void passesOverJavaHomeThatIsTooOldForTheOldestThatWillDo() throws IOException, InterruptedException {
        Path old = jdk("old", "17.0.15");
        jdk(".jdks/newest", "97");
        Path good = jdk(".sdkman/candidates/java/good", "96-ea");

        assertThat(find(95, old.toString(), "java")).isEqualTo(new Found(0, good.toString(), ""));
    }

    @Test
    void passesOverWhatHasNotAllTools() throws IOException, InterruptedException {
        Path runtime = jdk("runtime", "95");

        assertThat(find(95, runtime.toString(), "java javac").code()).isEqualTo(1);
    }

    @Test
    void saysWhatToInstallAndWhereItLooked() throws IOException, InterruptedException {
        Found found = find(95, "", "java");

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.home()).isEmpty();
        assertThat(found.message().lines()).hasSize(1);
        assertThat(found.message()).contains("needs a JDK 95 or newer", "JAVA_HOME (not set)", "/usr/lib/jvm");
    }
}
