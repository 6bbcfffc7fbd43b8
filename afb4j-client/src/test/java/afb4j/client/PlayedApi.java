package afb4j.client;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.transport.Address;
import afb4j.transport.Listener;
import afb4j.transport.Network;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.EventFrame;
import afb4j.transport.peer.EventRef;
import afb4j.transport.peer.InboundCall;
import afb4j.transport.peer.ServerPeer;
import afb4j.transport.peer.SessionHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// An API at the other end of a socket, without a binder: its verbs `subscribe` and `unsubscribe` take the number of
/// an event, `who` tells session and token, `leave` hangs up, `never` does not reply, everything else echoes.
final class PlayedApi implements AutoCloseable {

    private static final int LIMIT_SECONDS = 10;

    final Network network =
            NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
    final Listener listener;

    /// What came, in order: `verb argument`, `-uuid` of released sessions, `U` and the event, `hangup`.
    final List<String> told = new CopyOnWriteArrayList<>();

    /// Whether subscribing fails.
    volatile boolean refuses;

    private final List<ServerPeer> peers = new CopyOnWriteArrayList<>();

    PlayedApi(Address address) {
        listener = network.listen(
                address,
                connection -> new ServerPeer(connection, network.config(), peer -> {
                    peers.add(peer);
                    return new Verbs(peer);
                }));
    }

    static EventRef event(int id) {
        return new EventRef(id, "api/e" + id);
    }

    /// Pushes to who has subscribed on the newest connection.
    void push(int id, Json data) {
        onNewest(peer -> peer.push(new EventFrame(event(id), data)));
    }

    /// Does something on the loop of the newest connection, and waits until it is done.
    void onNewest(Consumer<ServerPeer> what) {
        ServerPeer newest = peers.getLast();
        CompletableFuture.runAsync(() -> what.accept(newest), newest.connection()::execute)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private final class Verbs implements CallListener {

        private final ServerPeer peer;

        Verbs(ServerPeer peer) {
            this.peer = peer;
        }

        @Override
        public void onCall(InboundCall call) {
            told.add(call.verb() + " " + call.argument().text());
            switch (call.verb()) {
                case "subscribe" -> subscribe(call);
                case "unsubscribe" -> {
                    peer.unsubscribe(call.callId(), event(call.argument().asInt()));
                    peer.reply(call.callId(), Reply.success());
                }
                case "who" -> peer.reply(call.callId(), Reply.of(Json.of(call.session() + " " + call.token())));
                case "leave" -> peer.connection().close();
                case "never" -> {}
                default -> peer.reply(call.callId(), Reply.of(call.argument()));
            }
        }

        private void subscribe(InboundCall call) {
            if (!refuses) {
                peer.subscribe(call.callId(), event(call.argument().asInt()));
            }
            peer.reply(call.callId(), refuses ? Reply.of(Status.FORBIDDEN) : Reply.success());
        }

        @Override
        public SessionHandle onSession(String uuid) {
            return new SessionHandle() {
                @Override
                public void release() {
                    told.add("-" + uuid);
                }

                @Override
                public String toString() {
                    return uuid;
                }
            };
        }

        @Override
        public void onDescribe(int descriptionId) {
            peer.describe(descriptionId, Json.of("described"));
        }

        @Override
        public void onUnexpected(int eventId) {
            told.add("U" + eventId);
        }

        @Override
        public void onHangup() {
            told.add("hangup");
        }
    }

    @Override
    public void close() {
        listener.close();
        network.close();
    }
}
