package afb4j.testkit.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A relay of a few lines: what a [RelayPlay] is tested against. Serves one client, whose session it knows
/// beforehand.
final class TinyRelay implements RelayUnderTest {
    private static final String SESSION = "fake-session";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Sockets.Listening listening = Sockets.listen("tcp");
    private final String alteration;

    /// @param alteration put in front of each relayed info
    TinyRelay(String alteration) {
        this.alteration = alteration;
    }

    @Override
    public Endpoint start(RelaySetup relay) {
        ClientSetup setup =
                new ClientSetup(relay.remotes().getFirst(), Dialect.WSAPI_V1, SESSION, null, Set.of(Feature.RELAY));
        Conversation client = new TinyClient(TinyClient.Fault.NONE, TinyClient.Style.CAREFUL)
                .open(setup, new ClientListener() {
                    @Override
                    public void onHangup() {
                        // the calls are answered
                    }

                    @Override
                    public void onEvent(EventSeen event) {
                        // relays calls only
                    }
                });
        Thread.ofVirtual().start(() -> serve(listening.accept(PATIENCE), client));
        return listening.endpoint();
    }

    @Override
    public void close() {
        listening.close();
    }

    private void serve(FrameSocket socket, Conversation client) {
        socket.start(new FrameSocket.Listener() {
            @Override
            public void onFrame(WsFrame frame) {
                if (frame.isMessage()) {
                    relay(MessageDecoder.decode(Dialect.WSAPI_V1, Direction.C2S, frame.payload()), socket, client);
                }
            }

            @Override
            public void onEnd(String reason) {
                try {
                    socket.close();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        });
    }

    private void relay(Message message, FrameSocket socket, Conversation client) {
        if (message.is("version-offer")) {
            socket.send(List.of(WsFrame.of(Opcode.BINARY, "7601")));
        } else if (message.is("call")) {
            long id = message.field("callid").orElseThrow().number();
            client.call(message.text("verb"), message.text("args"), reply -> {
                String info = reply.info() == null ? null : alteration + reply.info();
                String hex = ReplyEncoder.encode(Dialect.WSAPI_V1, id, reply.error(), info, reply.object());
                socket.send(List.of(WsFrame.of(Opcode.BINARY, hex)));
            });
        }
    }
}
