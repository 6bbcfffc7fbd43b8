package afb4j.system.vector;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.testkit.vector.ClientUnderTest;
import afb4j.testkit.vector.Conversation;
import afb4j.testkit.vector.Dialect;
import afb4j.testkit.vector.Endpoint;
import afb4j.testkit.vector.ReplySeen;
import afb4j.transport.link.LinkState;
import afb4j.transport.peer.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Our client, driven by a play.
final class OurClient implements ClientUnderTest {

    @Override
    public Conversation open(Endpoint endpoint, Dialect dialect, Runnable onHangup) {
        AfbClient client = AfbClient.to(endpoint.sockspec())
                .protocol(protocol(dialect))
                .once()
                .onState(state -> {
                    if (state instanceof LinkState.Exhausted) {
                        onHangup.run();
                    }
                })
                .connect();
        return new Conversation() {
            @Override
            public void call(String verb, String argument, Consumer<ReplySeen> onReply) {
                Json json = Json.received(argument.getBytes(StandardCharsets.UTF_8));
                client.callAsync(verb, json).whenComplete((reply, failure) -> {
                    if (failure != null) {
                        throw new AssertionError("a call never fails otherwise than by its reply", failure);
                    }
                    onReply.accept(seen(reply));
                });
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static Protocol protocol(Dialect dialect) {
        return switch (dialect) {
            case WSAPI_V1, WSAPI_V1_2019 -> Protocol.WSAPI;
            case LEGACY_2017 -> Protocol.LEGACY_2017;
            case LEGACY_2018 -> Protocol.LEGACY_2018;
        };
    }

    private static ReplySeen seen(Reply reply) {
        Status status = reply.status();
        return new ReplySeen(
                status.isSuccess() ? null : status.name(),
                status.info().orElse(null),
                reply.json().text());
    }
}
