package afb4j.system.vector;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.testkit.vector.ClientListener;
import afb4j.testkit.vector.ClientSetup;
import afb4j.testkit.vector.ClientUnderTest;
import afb4j.testkit.vector.Conversation;
import afb4j.testkit.vector.Dialect;
import afb4j.testkit.vector.ReplySeen;
import afb4j.transport.link.LinkState;
import afb4j.transport.peer.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Our client, driven by a play.
final class OurClient implements ClientUnderTest {

    @Override
    public Conversation open(ClientSetup setup, ClientListener listener) {
        AfbClient client = AfbClient.to(setup.endpoint().sockspec())
                .protocol(protocol(setup.dialect()))
                .once()
                .onState(state -> {
                    if (state instanceof LinkState.Exhausted) {
                        listener.onHangup();
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
            public void describe(Consumer<String> onDescription) {
                throw new UnsupportedOperationException(
                        "descriptions are not played yet: VectorCatalog.FEATURES_PLAYED");
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
