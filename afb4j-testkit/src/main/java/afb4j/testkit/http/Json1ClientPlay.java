package afb4j.testkit.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Plays the server of a recording of `wsj1` against a client: the client is told to make the recorded calls,
/// which have to come as they were recorded but for their ids, and is answered what was recorded.
///
/// Only what a client can be told to do is played: connections by path and query, calls that are JSON. A
/// connection is left as soon as its recorded client says something else.
public final class Json1ClientPlay {
    private final HttpVector recorded;
    private final Map<String, PlayedClient> clients = new HashMap<>();

    private Json1ClientPlay(HttpVector recorded) {
        this.recorded = recorded;
    }

    /// A play of that recording.
    public static Json1ClientPlay of(HttpVector recorded) {
        return new Json1ClientPlay(recorded);
    }

    /// Returns the recordings in which a client is told to call at least once.
    public static List<HttpVector> recordings() {
        return HttpVectors.all().stream()
                .filter(vector -> vector.steps().stream().anyMatch(Json1ClientPlay::isCall))
                .filter(vector -> vector.steps().stream().anyMatch(Json1ClientPlay::canOpen))
                .toList();
    }

    private static boolean isCall(HttpStep step) {
        return step instanceof HttpStep.Send send
                && RecordedCall.of(send.frame()).isPresent();
    }

    private static boolean canOpen(HttpStep step) {
        return step instanceof HttpStep.Upgrade upgrade && isPlain(upgrade);
    }

    /// Whether a client can be told to do so: accepted, with json1 alone, and nothing in the headers.
    private static boolean isPlain(HttpStep.Upgrade upgrade) {
        return upgrade.reply().status() == 101
                && upgrade.request().headers().size() == 5
                && upgrade.request()
                        .header("Sec-WebSocket-Protocol")
                        .filter(ScriptedJson1Server.PROTOCOL::equals)
                        .isPresent();
    }

    /// Plays.
    ///
    /// @throws HttpMismatch at the first difference
    public void against(Json1ClientUnderTest client) {
        try (ScriptedJson1Server server = ScriptedJson1Server.start()) {
            for (HttpStep step : recorded.steps()) {
                play(step, client, server);
            }
        } catch (HttpMismatch failure) {
            throw new HttpMismatch(recorded.name() + ": " + failure.getMessage(), failure);
        } finally {
            clients.values().forEach(PlayedClient::close);
        }
    }

    private void play(HttpStep step, Json1ClientUnderTest client, ScriptedJson1Server server) {
        switch (step) {
            case HttpStep.Upgrade upgrade -> {
                if (isPlain(upgrade)) {
                    clients.put(
                            upgrade.connection(),
                            PlayedClient.open(client, server, upgrade.request().path()));
                }
            }
            case HttpStep.Send send -> onClient(send.connection(), played -> send(played, send.frame()));
            case HttpStep.Receive receive ->
                onClient(receive.connection(), played -> receive.frames().forEach(frame -> receive(played, frame)));
            case HttpStep.Leave leave -> onClient(leave.connection(), PlayedClient::close);
            case HttpStep.Exchange _, HttpStep.Silence _, HttpStep.Pause _ -> {}
        }
    }

    private void onClient(String connection, Consumer<PlayedClient> action) {
        PlayedClient played = clients.get(connection);
        if (played != null && played.isPlayed()) {
            action.accept(played);
        }
    }

    private static void send(PlayedClient played, RawFrame frame) {
        RecordedCall.of(frame).ifPresentOrElse(played::call, played::leave);
    }

    private static void receive(PlayedClient played, WantedFrame frame) {
        switch (frame) {
            case WantedFrame.JsonText text -> {
                JsonNode items = text.json();
                if (items.get(0).asInt() == 5) {
                    played.event(items.get(1).asString(), items.get(2).get("data"));
                } else {
                    played.reply(items.get(1).asString(), items.get(2));
                }
            }
            case WantedFrame.Close close -> played.hangUp(close);
            case WantedFrame.Pong _ -> {}
        }
    }
}
