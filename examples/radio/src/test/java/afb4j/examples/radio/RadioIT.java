package afb4j.examples.radio;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.client.AfbClient;
import afb4j.core.CoreConfig;
import afb4j.core.Settings;
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

/// The radio in a binder, called by a client.
@ExtendWith(ThreadLeaks.class)
final class RadioIT {

    @TempDir
    private Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private String socket() {
        return "unix:" + folder.resolve("radio");
    }

    private BinderBuilder binder() {
        return Binder.builder().api(Api.of(new Radio())).serve(socket());
    }

    private AfbClient client() {
        return AfbClient.to(socket())
                .onEvent((name, data) -> heard.add(name + " " + data.compact()))
                .connect();
    }

    @Test
    void tunesToStationsItKnowsAndToNoOthers() {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            Reply tuned = client.call("tune", Map.of("name", "News"));
            Reply refused = client.call("tune", Map.of("name", "Opera"));

            assertThat(tuned.json().as(Station.class)).isEqualTo(new Station("News", 101.5));
            assertThat(refused.status().toString())
                    .contains("no station is called Opera, there are [Jazz, News, Talk]");
            assertThat(client.call("playing").json().as(Station.class).name()).isEqualTo("News");
        }
    }

    @Test
    void tellsWhoSubscribedOfTheStationAtOnceAndOfEachChange() throws InterruptedException {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            Reply subscribed = client.call("subscribe", Map.of("event", "station", "last", true));
            client.call("tune", Map.of("name", "Talk"));

            assertThat(subscribed.json().compact()).isEqualTo("[\"radio/station\"]");
            assertThat(heard.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("radio/station {\"name\":\"Jazz\",\"frequency\":94.2}");
            assertThat(heard.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("radio/station {\"name\":\"Talk\",\"frequency\":88.8}");
        }
    }

    @Test
    void measuresTheSignalOfTheStation() throws InterruptedException {
        try (Binder _ = binder().start();
                AfbClient client = client()) {
            client.call("subscribe", "signal");

            assertThat(heard.poll(10, TimeUnit.SECONDS)).startsWith("radio/signal {\"station\":\"Jazz\",\"strength\":");
        }
    }

    @Test
    void letsTuneOnlyWhoHasThePermission() {
        PermissionPolicy nobodyTunes = PermissionPolicy.parse(List.of("* * urn:radio:tune no", "* * * yes"), "test");
        try (Binder _ = binder().permissions(nobodyTunes).start();
                AfbClient client = client()) {
            assertThat(client.call("tune", Map.of("name", "News")).status().name())
                    .isEqualTo("insufficient-scope");
            assertThat(client.call("stations").json().size()).isEqualTo(3);
        }
    }

    @Test
    void takesItsStationsFromTheSettings() {
        Settings settings = Settings.NONE.with("radio/stations:[{\"name\":\"Opera\",\"frequency\":90.1}]");
        try (Binder _ = binder().core(CoreConfig.DEFAULT.withSettings(settings)).start();
                AfbClient client = client()) {
            assertThat(client.call("playing").json().compact()).isEqualTo("{\"name\":\"Opera\",\"frequency\":90.1}");
        }
    }

    @Test
    void isFoundByTheServiceLoader() throws Exception {
        Binding binding = ServiceLoader.load(Binding.class).findFirst().orElseThrow();

        assertThat(binding.name()).isEqualTo("radio");
        assertThat(binding.apis(new BindingContext("test", "", Json.NULL, _ -> {})))
                .extracting(Api::name)
                .containsExactly("radio");
    }
}
