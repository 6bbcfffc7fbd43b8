package afb4j.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Three binders in a row: the owner of the API `hello`, at a unix socket; a relay, which serves it again
/// over TCP and at an abstract name; the last one, which has it by both ways, and serves each at a unix
/// socket.
///
/// Who calls may speak for others (W-61) if the kernel knows it as the user of this process, and at the relay
/// also if it comes over TCP.
final class Chain implements AutoCloseable {

    /// The token that sessions of the owner ask for.
    static final String TOKEN = "secret-of-the-chain";

    private final Path folder = Command.folder();
    private final RunningBinder owner;
    private final RunningBinder relay;
    private final RunningBinder last;

    /// The way from the last binder to the relay.
    enum Way {
        TCP,
        ABSTRACT
    }

    Chain() {
        owner = RunningBinder.start(
                "-b", "hello", "--ws-server", owner(), "--token", TOKEN, "--permissions", policy(user(folder)));
        relay = RunningBinder.start(
                "--ws-client",
                owner(),
                "--ws-server",
                "tcp:127.0.0.1:0/hello",
                "--ws-server",
                abstractName(),
                "--permissions",
                policy("none"));
        last = RunningBinder.start(
                "--ws-client",
                "tcp:127.0.0.1:" + relay.port("hello") + "/x?as-api=TCP",
                "--ws-client",
                abstractName() + "?as-api=ABSTRACT",
                "--ws-server",
                end(Way.TCP),
                "--ws-server",
                end(Way.ABSTRACT));
    }

    /// Where the owner serves.
    String owner() {
        return "unix:" + folder.resolve("owner") + "?as-api=hello";
    }

    /// Where the relay serves over TCP.
    String relay() {
        return "tcp:127.0.0.1:" + relay.port("hello") + "/hello";
    }

    /// Where the last binder serves what it has by that way.
    String end(Way way) {
        return "unix:" + endFile(way) + "?as-api=" + way;
    }

    Path endFile(Way way) {
        return folder.resolve("end-" + way);
    }

    private String abstractName() {
        return "unix:@" + folder.getFileName() + "/hello";
    }

    private String policy(String who) {
        String mayActForOthers = " * urn:redpesk:permission:*:partner:on-behalf-credentials yes\n";
        String rules = user(folder) + mayActForOthers + who + mayActForOthers
                + "* * urn:redpesk:permission:* no # but nobody else\n* * * yes\n";
        try {
            return Files.writeString(folder.resolve("policy-" + who), rules).toString();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String user(Path file) {
        try {
            return Files.getAttribute(file, "unix:uid").toString();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        last.close();
        relay.close();
        owner.close();
    }
}
