package afb4j.system.vector;

import afb4j.client.AfbClient;
import afb4j.testkit.vector.ClientListener;
import afb4j.testkit.vector.ClientSetup;
import afb4j.testkit.vector.ClientUnderTest;
import afb4j.testkit.vector.Conversation;
import afb4j.testkit.vector.Dialect;
import afb4j.transport.link.LinkState;
import afb4j.transport.peer.Protocol;

/// Our client, driven by a play.
final class OurClient implements ClientUnderTest {

    @Override
    public Conversation open(ClientSetup setup, ClientListener listener) {
        EventsSeen events = new EventsSeen(listener);
        AfbClient.Builder builder = AfbClient.to(setup.endpoint().sockspec())
                .protocol(protocol(setup.dialect()))
                .once()
                .events(events)
                .onEvent(events::show)
                .onState(state -> {
                    if (state instanceof LinkState.Exhausted) {
                        listener.onHangup();
                    }
                });
        setup.session().ifPresent(builder::session);
        setup.token().ifPresent(builder::token);
        return new OurConversation(builder.connect());
    }

    private static Protocol protocol(Dialect dialect) {
        return switch (dialect) {
            case WSAPI_V1, WSAPI_V1_2019 -> Protocol.WSAPI;
            case LEGACY_2017 -> Protocol.LEGACY_2017;
            case LEGACY_2018 -> Protocol.LEGACY_2018;
        };
    }
}
