package afb4j.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RegistriesTest {

    private final VirtualLoop one = new VirtualLoop();
    private final VirtualLoop two = new VirtualLoop();
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final LinkRegistry links = new LinkRegistry();

    private record Listed(Loop loop, long id) implements MonitoredConnection {
        @Override
        public ConnectionInfo info() {
            assertThat(loop.inLoop()).isTrue();
            return new ConnectionInfo(id, "wsapi", "pid 1", "hello", 0, 0, Instant.EPOCH);
        }
    }

    private record NamedLink(String api) implements MonitoredLink {
        @Override
        public String address() {
            return "unix:/run/" + api;
        }

        @Override
        public String stateName() {
            return "ready";
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isRequired() {
            return false;
        }
    }

    @Test
    void asksEachConnectionOnItsLoop() {
        connections.add(new Listed(two, 3));
        connections.add(new Listed(one, 2));
        connections.add(new Listed(one, 1));

        assertThat(ids(100)).containsExactly(1L, 2L, 3L);
        assertThat(connections.size()).isEqualTo(3);
    }

    @Test
    void asksNoMoreThanIsWanted() {
        for (int i = 0; i < 10; i++) {
            connections.add(new Listed(one, i));
        }

        assertThat(ids(4)).hasSize(4);
        assertThat(ids(0)).isEmpty();
    }

    @Test
    void leavesOutAConnectionThatEndsMeanwhile() {
        Listed ending = new Listed(one, 1);
        connections.add(ending);
        CompletableFuture<List<ConnectionInfo>> infos = connections.infos(10).toCompletableFuture();

        connections.remove(ending);
        connections.remove(ending);
        one.runUntilIdle();

        assertThat(infos).isCompletedWithValue(List.of());
    }

    private List<Long> ids(int limit) {
        CompletableFuture<List<ConnectionInfo>> infos = connections.infos(limit).toCompletableFuture();
        one.runUntilIdle();
        two.runUntilIdle();
        return infos.getNow(List.of()).stream().map(ConnectionInfo::id).toList();
    }

    @Test
    void listsLinksByTheNameOfTheirApi() {
        MonitoredLink radio = new NamedLink("radio");
        links.add(radio);
        links.add(new NamedLink("audio"));

        assertThat(links.links()).extracting(MonitoredLink::api).containsExactly("audio", "radio");

        links.remove(radio);
        assertThat(links.links()).extracting(MonitoredLink::api).containsExactly("audio");
    }

    @Test
    void tellsOfLostLinksAsLongAsItIsWanted() {
        List<String> lost = new ArrayList<>();
        Consumer<String> observer = lost::add;
        links.onLost(observer);
        links.lost("radio");
        links.removeObserver(observer);
        links.lost("audio");

        assertThat(lost).containsExactly("radio");
    }
}
