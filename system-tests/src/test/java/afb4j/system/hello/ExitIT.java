package afb4j.system.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.core.BindingSpec;
import afb4j.server.Binder;
import afb4j.transport.link.LinkState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A binding may end its binder: hello.md 4.5 and Q6.
final class ExitIT {

    @Test
    void exitIsAnsweredBeforeTheBinderStopsWithTheCode(@TempDir Path directory) throws Exception {
        String socket = "unix:" + directory.resolve("hello");
        CountDownLatch hangup = new CountDownLatch(1);
        try (Binder binder = Binder.builder()
                        .binding(BindingSpec.parse("hello"))
                        .serve(socket)
                        .start();
                AfbClient client = AfbClient.to(socket)
                        .once()
                        .onState(state -> {
                            if (state instanceof LinkState.Exhausted) {
                                hangup.countDown();
                            }
                        })
                        .connect()) {

            Reply reply = client.call("exit", Json.parse("{\"code\":3,\"reason\":\"enough\"}"));
            int code = binder.exited().toCompletableFuture().get(10, TimeUnit.SECONDS);

            assertThat(reply.status()).isEqualTo(Status.SUCCESS);
            assertThat(reply.json()).isEqualTo(Json.NULL);
            assertThat(code).isEqualTo(3);
            assertThat(hangup.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.exists(directory.resolve("hello"))).isFalse();
        }
    }
}
