package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PublicationTest {

    private final Publication publication = new Publication(3, "a/x", Json.of(1), 1);

    @Test
    void makesTheBytesOfAProtocolOnce() {
        AtomicInteger made = new AtomicInteger();

        for (int listener = 0; listener < 1000; listener++) {
            WsapiBytes bytes = publication.encoded(WsapiBytes.class, push -> {
                made.incrementAndGet();
                return new WsapiBytes("P" + push.eventId() + push.data().toJson());
            });
            assertThat(bytes.text).isEqualTo("P31");
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void keepsTheBytesOfEachProtocol() {
        WsapiBytes wsapi = publication.encoded(WsapiBytes.class, push -> new WsapiBytes("P"));
        JsonBytes json = publication.encoded(JsonBytes.class, push -> new JsonBytes("[5]"));

        assertThat(publication.encoded(WsapiBytes.class, push -> new WsapiBytes("other")))
                .isSameAs(wsapi);
        assertThat(publication.encoded(JsonBytes.class, push -> new JsonBytes("other")))
                .isSameAs(json);
    }

    private record WsapiBytes(String text) {}

    private record JsonBytes(String text) {}
}
