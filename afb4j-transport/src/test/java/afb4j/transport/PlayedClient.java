package afb4j.transport;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// A client peer on a connection that the test plays, with an owner that keeps what it is told.
final class PlayedClient implements RemoteEventListener {

    final RecordedConnection connection = new RecordedConnection();
    final ClientPeer peer;

    /// What the owner was told, in order.
    final List<String> told = new ArrayList<>();

    final List<Consumer<Reply>> subcalls = new ArrayList<>();

    /// Whether pushes are wanted.
    boolean wants = true;

    PlayedClient(Protocol protocol) {
        this(protocol, TransportConfig.DEFAULT);
    }

    PlayedClient(Protocol protocol, TransportConfig config) {
        peer = new ClientPeer(connection, config, protocol, this, _ -> told.add("hangup"));
    }

    /// Calls the verb `x` with `null`; what the call hears of is told with `tag`.
    void call(String tag, Identity who) {
        peer.call(new OutboundCall("x", Json.NULL, who), new ReplyListener() {
            @Override
            public void onReply(Reply reply) {
                told.add(tag + " reply " + reply.status().name());
            }

            @Override
            public void onSubscribe(RemoteEvent event) {
                told.add(tag + " subscribe " + event.id() + ":" + event.name());
            }

            @Override
            public void onUnsubscribe(RemoteEvent event) {
                told.add(tag + " unsubscribe " + event.id() + ":" + event.name());
            }

            @Override
            public void onSubcall(String api, String verb, Json argument, Consumer<Reply> answer) {
                told.add(tag + " subcall " + api + "/" + verb + " " + argument.compact());
                subcalls.add(answer);
            }
        });
    }

    void call(String tag) {
        call(tag, Identity.NONE);
    }

    void describe(String tag) {
        peer.describe(description -> told.add(tag + " description " + description.compact()));
    }

    /// The server sends messages.
    void receive(Bytes... messages) {
        for (Bytes message : messages) {
            peer.onMessage(Unpooled.wrappedBuffer(message.payload()));
        }
    }

    /// What was sent to the server and not asked for yet.
    List<String> sent() {
        return connection.sent();
    }

    /// The connection ends.
    void hangUp() {
        connection.open = false;
        peer.onClosed(new CloseReason(CloseReason.Kind.REMOTE, "test"));
    }

    @Override
    public void onEventCreated(RemoteEvent event) {
        told.add("created " + event.id() + ":" + event.name());
    }

    @Override
    public boolean onPush(RemoteEvent event, Json data) {
        told.add("push " + event.id() + ":" + event.name() + " " + data.compact());
        return wants;
    }

    @Override
    public void onEventRemoved(RemoteEvent event) {
        told.add("removed " + event.id() + ":" + event.name());
    }

    @Override
    public void onEventLost(RemoteEvent event) {
        told.add("lost " + event.id() + ":" + event.name());
    }

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        told.add("broadcast " + name + " " + data.compact() + " " + uuid + " " + hop);
    }
}
