package afb4j.server.http.json1;

import static afb4j.server.http.json1.EmbeddedBrowser.event;
import static afb4j.server.http.json1.EmbeddedBrowser.success;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.SubscriptionException;
import afb4j.core.CoreConfig;
import afb4j.core.event.EventConfig;
import afb4j.core.event.SlowListener;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.TransportConfig;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Events to browsers: http-and-wsj1.md 4.
@ExtendWith(NoWarnings.class)
final class Json1EventsTest {

    private EmbeddedBinder binder = new EmbeddedBinder();

    @AfterEach
    void stop() {
        binder.close();
    }

    private void restart(CoreConfig config, TransportConfig transport) {
        binder.close();
        binder = new EmbeddedBinder(config, transport);
    }

    @Test
    void pushReachesWhoHasSubscribedBeforeTheReplyOfTheVerb() { // http-and-wsj1.md 3.5, 4, vector events
        EmbeddedBrowser browser = binder.browser()
                .call(1, "demo/subscribe-tick", "null")
                .call(2, "demo/push-tick", "{\"n\":1}")
                .call(3, "demo/push-tick", "null");

        assertThat(browser.received())
                .containsExactly(
                        success("1", ""),
                        event("demo/tick", "{\"n\":1}"),
                        success("2", "1"),
                        event("demo/tick", "null"),
                        success("3", "1"));
    }

    @Test
    void subscriptionIsOfTheConnectionAndBroadcastForAll() { // vector events-connections
        EmbeddedBrowser one = binder.browser("E1", null).call(1, "demo/subscribe-tick", "null");
        EmbeddedBrowser other = binder.browser("E1", null);
        one.received();

        other.call(1, "demo/push-tick", "1").call(2, "demo/broadcast", "2");

        assertThat(other.received()).containsExactly(success("1", "1"), event("demo/all", "2"), success("2", ""));
        assertThat(one.received()).containsExactly(event("demo/tick", "1"), event("demo/all", "2"));
    }

    @Test
    void subscribingTwiceIsOnceAndEndsWithOneUnsubscription() { // http-and-wsj1.md 4
        EmbeddedBrowser browser = binder.browser()
                .call(1, "demo/subscribe-tick", "null")
                .call(2, "demo/subscribe-tick", "null")
                .call(3, "demo/push-tick", "3")
                .call(4, "demo/unsubscribe-tick", "null")
                .call(5, "demo/push-tick", "5");

        assertThat(browser.received())
                .containsExactly(
                        success("1", ""),
                        success("2", ""),
                        event("demo/tick", "3"),
                        success("3", "1"),
                        success("4", ""),
                        success("5", "0"));
    }

    @Test
    void subscriptionsEndWithTheConnection() {
        EmbeddedBrowser gone = binder.browser().call(1, "demo/subscribe-tick", "null");
        gone.vanish();

        EmbeddedBrowser browser = binder.browser().call(1, "demo/push-tick", "1");

        assertThat(browser.received()).containsExactly(success("1", "0"));
    }

    @Test
    void verbIsToldThatAClientThatHasGoneCannotSubscribe() {
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null");
        Request request = binder.kept.remove();
        browser.vanish();

        binder.loop.run(() -> assertThatExceptionOfType(SubscriptionException.class)
                .isThrownBy(() -> request.subscribe(request.context().event("x")))
                .withMessageContaining("while the client is connected"));
        binder.loop.run(() -> request.reply(1));
    }

    @Test
    void eventOfNoStrictTextIsEmbeddedAsWhatItMeans() { // W-27
        EmbeddedBrowser browser = binder.browser();

        binder.loop.run(() -> binder.core.events().broadcast("a/b", Json.received("{'x':1,}".getBytes(UTF_8))));
        binder.loop.runUntilIdle();

        assertThat(browser.received()).containsExactly(event("a/b", "{\"x\":1}"));
    }

    @Test
    void broadcastAtTheEndOfItsWayReachesBrowsers() { // W-78: a browser is no other binder
        EmbeddedBrowser browser = binder.browser();

        binder.loop.run(() -> binder.core.events().rebroadcast("a/b", Json.of(1), UUID.randomUUID(), 0));
        binder.loop.runUntilIdle();

        assertThat(browser.received()).containsExactly(event("a/b", "1"));
    }

    @Test
    void eventsOfASlowClientWaitAndTheOldestAreDropped(LogCapture logs) { // issue 5, item 2
        logs.expect("does not keep up with its events, of which 2 wait; dropping by the policy DROP_OLDEST");
        restart(
                CoreConfig.DEFAULT.withEvents(
                        EventConfig.builder().queueLength(2).build()),
                TransportConfig.builder().maxEventBytes(100_000).build());
        EmbeddedBrowser slow = binder.browser().call(1, "demo/subscribe-tick", "null");
        slow.received();
        EmbeddedBrowser other = binder.browser();
        slow.fill(100_001);

        for (int i = 1; i <= 4; i++) {
            other.call(i, "demo/push-tick", String.valueOf(i));
        }
        slow.takeWhatFills();

        assertThat(slow.received()).containsExactly(event("demo/tick", "3"), event("demo/tick", "4"));
        assertThat(other.received()).hasSize(4);
    }

    @Test
    void slowClientIsClosedIfThatIsThePolicy(LogCapture logs) {
        logs.expect("does not keep up with its events, of which 1 wait: disconnected");
        restart(
                CoreConfig.DEFAULT.withEvents(EventConfig.builder()
                        .queueLength(1)
                        .slowListener(SlowListener.DISCONNECT)
                        .build()),
                TransportConfig.builder().maxEventBytes(100_000).build());
        EmbeddedBrowser slow = binder.browser().call(1, "demo/subscribe-tick", "null");
        slow.received();
        slow.fill(100_001);

        binder.browser().call(1, "demo/push-tick", "1").call(2, "demo/push-tick", "2");
        slow.takeWhatFills();

        assertThat(slow.received()).containsExactly("close 1013 too-slow");
    }
}
