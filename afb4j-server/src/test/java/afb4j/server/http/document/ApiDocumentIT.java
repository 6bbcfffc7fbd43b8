package afb4j.server.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.core.Visibility;
import afb4j.server.Binder;
import afb4j.server.http.RawClient;
import afb4j.server.http.config.HttpConfig;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The documents of a whole binder, over real sockets.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ApiDocumentIT {

    record Station(String name, double frequency) {}

    private final Binder binder = Binder.builder()
            .name("car")
            .api(Api.builder("radio")
                    .verb("tune", Station.class, Station.class, station -> station)
                    .event("station", Station.class, "another one")
                    .build())
            .api(Api.builder("inner").verb("v", Request::reply).build(), Visibility.PRIVATE)
            .http(HttpConfig.builder().port(0).rootApi("/x").build())
            .start();

    @AfterEach
    void stop() {
        binder.close();
    }

    @Test
    void servesOpenApiOfPublicApis() throws Exception {
        RawClient.Answer answer = send("GET", "/x/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        Json document = Json.parse(answer.body());
        assertThat(document.member("openapi")).contains(Json.of("3.1.0"));
        assertThat(document.member("paths").orElseThrow().members())
                .containsKeys("/x/radio/tune", "/x/monitor/apis")
                .doesNotContainKey("/x/inner/v");
    }

    @Test
    void servesAsyncApi() throws Exception {
        Json document = Json.parse(send("GET", "/x/asyncapi.json").body());

        assertThat(document.member("channels").orElseThrow().members()).containsOnlyKeys("json1", "radio/station");
    }

    @Test
    void showsApisThatComeLater() throws Exception {
        String before = send("GET", "/x/openapi.json").body();
        assertThat(send("GET", "/x/openapi.json").body()).isEqualTo(before);

        binder.core().add(Api.builder("lamp").verb("on", Request::reply).build(), Visibility.PUBLIC);

        assertThat(send("GET", "/x/openapi.json").body()).contains("/x/lamp/on");
    }

    @Test
    void isReadOnlyAndNothingElse() throws Exception {
        assertThat(send("HEAD", "/x/openapi.json").status()).isEqualTo(200);
        assertThat(send("OPTIONS", "/x/openapi.json").headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        assertThat(send("DELETE", "/x/openapi.json").status()).isEqualTo(405);
        assertThat(send("GET", "/x/openapi.json/v").status()).isEqualTo(404);
        assertThat(send("GET", "/api/openapi.json").status()).isEqualTo(404);
    }

    private RawClient.Answer send(String method, String path) throws IOException {
        try (RawClient client = new RawClient(binder.httpAddresses().getFirst())) {
            client.send(method + " " + path + " HTTP/1.1\r\n\r\n");
            return method.equals("HEAD") ? client.answerWithoutBody() : client.answer();
        }
    }
}
