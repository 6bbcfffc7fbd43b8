package afb4j.examples.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.client.AfbClient;
import afb4j.core.security.PermissionPolicy;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.testkit.ThreadLeaks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The car in a binder, called by a client.
@ExtendWith(ThreadLeaks.class)
final class VehicleIT {

    @TempDir
    private Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private String socket() {
        return "unix:" + folder.resolve("vehicle");
    }

    private BinderBuilder binder() {
        return Binder.builder().api(Api.of(new Vehicle())).serve(socket());
    }

    private AfbClient client() {
        return AfbClient.to(socket())
                .onEvent((name, data) -> heard.add(name + " " + data.compact()))
                .connect();
    }

    @Test
    void tellsItsSpeedAgainAndAgain() throws InterruptedException {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            client.call("subscribe", "speed");

            for (int i = 0; i < 5; i++) {
                assertThat(heard.poll(10, TimeUnit.SECONDS))
                        .matches("vehicle/speed \\{\"kmh\":[0-9.E-]+,\"limitKmh\":\\d+,\"cruise\":false}");
            }
        }
    }

    @Test
    void opensDoorsForWhoHasTheKey() {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            client.call("halt");
            Reply locked = client.call("open", Map.of("door", "TRUNK"));
            Reply unlocked = client.call("unlock", Map.of("door", "TRUNK"));
            Reply opened = client.call("open", Map.of("door", "TRUNK"));
            Reply refused = client.call("go");

            assertThat(locked.status().toString()).contains("the door TRUNK is locked: unlock it first");
            assertThat(unlocked.status().isSuccess()).isTrue();
            assertThat(opened.json().as(DoorState.class)).isEqualTo(new DoorState(Door.TRUNK, true, false));
            assertThat(refused.status().toString()).contains("a door is open: close it first");
        }
    }

    @Test
    void unlocksNothingForOthers() {
        PermissionPolicy nobody = PermissionPolicy.parse(List.of("* * " + Vehicle.KEY + " no", "* * * yes"), "test");
        try (Binder _ = binder().permissions(nobody).start();
                AfbClient client = client()) {
            assertThat(client.call("unlock", Map.of()).status().name()).isEqualTo("insufficient-scope");
            assertThat(client.call("doors").json().compact()).doesNotContain("\"locked\":false");
        }
    }

    @Test
    void refusesCruiseSpeedsThatAreNone() {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            Reply refused = client.call("cruise", Map.of("enabled", true, "kmh", 300));
            Reply taken = client.call("cruise", Map.of("enabled", true, "kmh", 60));

            assertThat(refused.status().toString()).contains("/kmh: expected 20 to 130, got 300");
            assertThat(taken.json().as(Cruise.class)).isEqualTo(new Cruise(true, 60));
        }
    }

    @Test
    void showsTheRoadForMaps() {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            Json route = client.call("route").json();

            assertThat(route.size()).isGreaterThan(300);
            assertThat(route.element(0).as(Place.class).limitKmh()).isEqualTo(50);
        }
    }

    @Test
    void isFoundByTheServiceLoader() throws Exception {
        Binding binding = ServiceLoader.load(Binding.class).findFirst().orElseThrow();

        assertThat(binding.name()).isEqualTo("vehicle");
        assertThat(binding.apis(new BindingContext("test", "", Json.NULL, _ -> {})))
                .extracting(Api::name)
                .containsExactly("vehicle");
    }
}
