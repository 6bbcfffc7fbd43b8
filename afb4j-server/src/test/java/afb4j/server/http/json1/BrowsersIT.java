package afb4j.server.http.json1;

import static afb4j.server.http.json1.EmbeddedBrowser.event;
import static afb4j.server.http.json1.EmbeddedBrowser.success;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Verb;
import afb4j.client.AfbClient;
import afb4j.core.Visibility;
import afb4j.server.Binder;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import afb4j.transport.Sockspec;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Browsers at a whole binder, and at one behind it.
@Timeout(120)
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class BrowsersIT {

    private static final HttpConfig HTTP = HttpConfig.builder().port(0).build();

    @TempDir
    Path folder;

    private final BlockingQueue<String> arguments = new LinkedBlockingQueue<>();

    private Api demo() {
        return Api.builder("demo")
                .verb(Verb.named("echo").nonBlocking().handler(request -> {
                    arguments.add(((Json) request.arguments().getFirst()).text());
                    request.reply(request.json());
                }))
                .verb("subscribe", request -> {
                    request.subscribe(request.context().event("tick"));
                    request.reply();
                })
                .verb("push", request -> {
                    request.context().events().getFirst().push(request.json());
                    request.reply();
                })
                .build();
    }

    private String at() {
        return "unix:" + folder.resolve("socket") + "?as-api=demo";
    }

    private static Address web(Binder binder) {
        return binder.httpAddresses().getFirst();
    }

    // D6, issue 5, item 2: forwarding builds no tree
    @Test
    void textsPassThroughABinderAsTheyAre() throws Exception {
        String text = "{ \"b\" : 1.50, \"a\":\"\\u0041\\/\", \"b\":1e2 }";
        try (Binder owner = Binder.builder().api(demo()).serve(at()).start();
                Binder relay = Binder.builder()
                        .remote(Sockspec.parse(at(), Sockspec.Role.CLIENT), Visibility.PUBLIC)
                        .http(HTTP)
                        .start();
                RawBrowser browser = RawBrowser.open(web(relay), "/api")) {
            assertThat(owner.addresses()).hasSize(1);

            browser.call(1, "demo/echo", text);

            assertThat(browser.next()).isEqualTo(success("1", text));
            assertThat(arguments.poll(10, TimeUnit.SECONDS)).isEqualTo(text);
        }
    }

    @Test
    void textsOfOtherClientsAreMadeStrictForBrowsers() throws Exception { // W-27
        try (Binder binder = Binder.builder().api(demo()).serve(at()).http(HTTP).start();
                AfbClient client = AfbClient.connect(at());
                RawBrowser browser = RawBrowser.open(web(binder), "/api")) {
            browser.call(1, "demo/subscribe", "null").next();

            Reply reply = client.call("push", Json.received("{'a':1,}".getBytes(UTF_8)));

            assertThat(reply.status().isSuccess()).isTrue();
            assertThat(browser.next()).isEqualTo(event("demo/tick", "{\"a\":1}"));
        }
    }

    @Test
    void eventsOfABinderBehindReachBrowsers() throws Exception {
        try (Binder owner = Binder.builder().api(demo()).serve(at()).start();
                Binder relay = Binder.builder()
                        .remote(Sockspec.parse(at(), Sockspec.Role.CLIENT), Visibility.PUBLIC)
                        .http(HTTP)
                        .start();
                RawBrowser browser = RawBrowser.open(web(relay), "/api");
                AfbClient client = AfbClient.connect(at())) {
            assertThat(owner.addresses()).hasSize(1);
            browser.call(1, "demo/subscribe", "null");
            assertThat(browser.next()).isEqualTo(success("1", ""));

            client.call("push", 5);

            assertThat(browser.next()).isEqualTo(event("demo/tick", "5"));
        }
    }

    @Test
    @SuppressWarnings("try") // closed twice, the first time on purpose
    void binderThatStopsSaysSo() throws Exception {
        try (Binder binder = Binder.builder().api(demo()).http(HTTP).start();
                RawBrowser browser = RawBrowser.open(web(binder), "/api")) {
            browser.call(1, "demo/echo", "1").next();

            binder.close();

            assertThat(browser.next()).isEqualTo("close 1001 ");
            browser.awaitEnd();
        }
    }
}
