package afb4j.server.rpc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.core.ApiTarget;
import afb4j.core.Call;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.CloseReason;
import afb4j.transport.Connection;
import afb4j.transport.Network;
import afb4j.transport.Sockspec;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Protocol;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A remote API seen locally: forwards its calls, as the bytes they came in, to the binder that owns it (S-20
/// to S-23).
///
/// The connection is opened by [#start()], and again by the next call after it was lost (W-99); when it cannot
/// be opened the calls that wait for it are answered `disconnected`.
///
/// Everything happens on one loop, so calls leave in the order they came.
@ConfinedTo("loop of the link")
public final class ApiImport implements ApiTarget {

    private static final System.Logger LOGGER = System.getLogger(ApiImport.class.getName());
    private static final Reply DISCONNECTED = Reply.of(Status.DISCONNECTED);
    private static final Reply BUSY = Reply.of(Status.named("busy").withInfo("too many calls wait for the connection"));

    private final Sockspec remote;
    private final Network network;
    private final Loop loop;

    /// The calling end of the open connection, null while there is none.
    private @Nullable ClientPeer peer;

    /// Calls that wait for the connection to open; bounded by the calls it may have in flight.
    private final Deque<Call> waiting = new ArrayDeque<>();

    private boolean opening;
    private boolean closed;

    /// The API that `remote` names.
    public ApiImport(Sockspec remote, Network network) {
        this.remote = remote;
        this.network = network;
        this.loop = network.loop();
    }

    /// Opens the connection. A failure is logged; the next call tries again.
    public void start() {
        loop.execute(this::open);
    }

    @Override
    public void accept(Call call) {
        if (loop.inLoop()) {
            forward(call);
        } else {
            loop.execute(() -> forward(call));
        }
    }

    private void forward(Call call) {
        ClientPeer open = peer;
        if (open != null) {
            open.call(call.verb(), call.json(), call::reply);
        } else if (closed) {
            call.reply(DISCONNECTED);
        } else if (waiting.size() >= network.config().maxInFlight()) {
            call.reply(BUSY);
        } else {
            waiting.add(call);
            open();
        }
    }

    private void open() {
        if (opening || closed) {
            return;
        }
        opening = true;
        CompletionStage<Connection> connecting = network.connect(remote.address(), loop, this::onConnected);
        connecting.whenComplete((_, failure) -> {
            if (failure != null) {
                loop.execute(() -> onConnectFailed(failure));
            }
        });
    }

    private ClientPeer onConnected(Connection connection) {
        ClientPeer connected = new ClientPeer(connection, network.config(), Protocol.WSAPI, this::onHangup);
        loop.execute(() -> onOpen(connected));
        return connected;
    }

    private void onOpen(ClientPeer connected) {
        opening = false;
        if (closed) {
            connected.connection().close();
            return;
        }
        if (!connected.connection().isOpen()) {
            onConnectFailed(new IllegalStateException("closed at once"));
            return;
        }
        LOGGER.log(INFO, "API {0}: connected to {1}", remote.api(), remote.address());
        connected.open();
        peer = connected;
        while (!waiting.isEmpty()) {
            forward(waiting.remove());
        }
    }

    private void onConnectFailed(Throwable failure) {
        opening = false;
        LOGGER.log(WARNING, "API {0}: {1}", remote.api(), failure.getMessage());
        answerWaiting();
    }

    private void onHangup(CloseReason reason) {
        if (peer != null) {
            LOGGER.log(
                    closed ? INFO : WARNING,
                    "API {0}: connection to {1} is over: {2}",
                    remote.api(),
                    remote.address(),
                    reason);
            peer = null;
        }
    }

    private void answerWaiting() {
        while (!waiting.isEmpty()) {
            waiting.remove().reply(DISCONNECTED);
        }
    }

    /// Closes the connection: what is pending is answered `disconnected`. Any thread, idempotent.
    public void close() {
        loop.execute(() -> {
            closed = true;
            answerWaiting();
            if (peer != null) {
                peer.connection().close();
            }
        });
    }
}
