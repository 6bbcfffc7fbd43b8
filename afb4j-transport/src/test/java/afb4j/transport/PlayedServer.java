package afb4j.transport;

import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.InboundCall;
import afb4j.transport.peer.ServerPeer;
import afb4j.transport.peer.SessionHandle;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// A server peer on a connection that the test plays, with an owner that keeps what it is told.
final class PlayedServer implements CallListener {

    final RecordedConnection connection = new RecordedConnection();
    final ServerPeer peer;
    final List<InboundCall> calls = new ArrayList<>();

    /// What the owner was told besides calls, in order: `+UUID` and `-UUID` of sessions, `D` and `U` with their
    /// ids, `writable`, `hangup`.
    final List<String> told = new ArrayList<>();

    /// How many more sessions there is room for.
    int room = Integer.MAX_VALUE;

    PlayedServer() {
        this(TransportConfig.DEFAULT);
    }

    PlayedServer(TransportConfig config) {
        peer = new ServerPeer(connection, config, _ -> this);
    }

    /// A session the owner has given a handle of.
    final class PlayedSession implements SessionHandle {

        final String uuid;
        boolean open = true;

        PlayedSession(String uuid) {
            this.uuid = uuid;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void release() {
            told.add("-" + uuid);
        }
    }

    /// The client sends messages.
    void receive(Bytes... messages) {
        for (Bytes message : messages) {
            peer.onMessage(Unpooled.wrappedBuffer(message.payload()));
        }
    }

    /// What was sent to the client and not asked for yet.
    List<String> sent() {
        return connection.sent();
    }

    /// The connection ends.
    void hangUp() {
        connection.open = false;
        peer.onClosed(new CloseReason(CloseReason.Kind.REMOTE, "test"));
    }

    /// What the owner gave for the session of a call.
    PlayedSession session(int call) {
        if (calls.get(call).session() instanceof PlayedSession session) {
            return session;
        }
        throw new AssertionError(calls.get(call) + " names no session");
    }

    @Override
    public void onCall(InboundCall call) {
        calls.add(call);
    }

    @Override
    public SessionHandle onSession(String uuid) {
        told.add("+" + uuid);
        room--;
        return room < 0 ? null : new PlayedSession(uuid);
    }

    @Override
    public void onDescribe(int descriptionId) {
        told.add("D" + descriptionId);
    }

    @Override
    public void onUnexpected(int eventId) {
        told.add("U" + eventId);
    }

    @Override
    public void onWritable() {
        told.add("writable");
    }

    @Override
    public void onHangup() {
        told.add("hangup");
    }
}
