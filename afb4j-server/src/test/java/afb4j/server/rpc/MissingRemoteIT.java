package afb4j.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.core.Visibility;
import afb4j.server.Binder;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Sockspec;
import java.nio.file.Path;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A remote API whose binder is not there.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class MissingRemoteIT {

    private static final String TOLD = "API demo: no connection, the next call tries again";

    @TempDir
    Path folder;

    @Test
    void isToldOnceHoweverManyCallsTryInVain(LogCapture logs) { // W-99
        logs.expect(TOLD);
        String served = "unix:" + folder.resolve("relay") + "?as-api=demo";
        Sockspec missing = Sockspec.parse("unix:" + folder.resolve("none") + "?as-api=demo", Sockspec.Role.CLIENT);
        try (Binder _ = Binder.builder()
                        .remote(missing, Visibility.PUBLIC)
                        .serve(served)
                        .start();
                AfbClient client = AfbClient.connect(served)) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.call("x").status().code()).isEqualTo(Status.DISCONNECTED.code());
            }
        }

        assertThat(logs.messages(Level.WARNING)).containsOnlyOnce(TOLD);
    }
}
