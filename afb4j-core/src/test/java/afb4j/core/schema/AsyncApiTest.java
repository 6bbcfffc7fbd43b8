package afb4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.JsonStyle;
import org.junit.jupiter.api.Test;

final class AsyncApiTest {

    private final Json document = AsyncApi.of(SampleCatalog.all());

    @Test
    void isAsItWasLookedAt() {
        assertThat(document.text(JsonStyle.INDENTED).strip())
                .isEqualTo(OpenApiTest.resource("asyncapi.json").strip());
    }

    @Test
    void hasAChannelForEachDeclaredEvent() {
        assertThat(document.member("channels").orElseThrow().members())
                .containsOnlyKeys("json1", "radio/station", "radio/noise");
        assertThat(OpenApiTest.find(document, "#/channels/radio~1station/messages/event/payload"))
                .isPresent();
    }
}
