package afb4j.server.rpc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Reply;
import afb4j.core.ApiTarget;
import afb4j.core.Call;
import afb4j.transport.Network;
import afb4j.transport.link.Link;
import afb4j.transport.link.LinkConfig;
import afb4j.transport.link.LinkState;
import afb4j.transport.peer.ReplyListener;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A remote API seen locally: forwards its calls, as the bytes they came in, over a link to the binder that
/// owns it (S-20 to S-23).
@ThreadSafe
public final class ApiImport implements ApiTarget {

    private static final System.Logger LOGGER = System.getLogger(ApiImport.class.getName());

    private final String api;
    private final Link link;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /// The API called `api` at the other end of a link. The first connection is opened at once.
    public ApiImport(String api, Network network, LinkConfig config) {
        this.api = api;
        this.link = new Link(network, config, this::onState);
        link.open();
    }

    @Override
    public void accept(Call call) {
        link.call(call.verb(), call.json(), new Forwarded(call));
    }

    /// A call that was forwarded.
    private record Forwarded(Call call) implements ReplyListener {

        @Override
        public void onReply(Reply reply) {
            call.reply(reply);
        }

        @Override
        public boolean isWanted() {
            return !call.isAnswered();
        }
    }

    /// The name of the API here.
    public String api() {
        return api;
    }

    /// Completes when the API can be reached for the first time.
    public CompletionStage<Void> ready() {
        return ready;
    }

    /// What the link is doing. Any thread.
    public LinkState state() {
        return link.state();
    }

    private void onState(LinkState state) {
        switch (state) {
            case LinkState.Connecting _ -> {}
            case LinkState.Ready _ -> {
                LOGGER.log(INFO, "API {0}: connected", api);
                ready.complete(null);
            }
            case LinkState.Idle _ -> LOGGER.log(WARNING, "API {0}: no connection, the next call tries again", api);
            case LinkState.Waiting wait ->
                LOGGER.log(
                        WARNING,
                        "API {0}: {1}; attempt {2} follows in {3} ms",
                        api,
                        wait.cause().getMessage(),
                        wait.attempt() + 1,
                        wait.delay().toMillis());
            case LinkState.Exhausted exhausted ->
                LOGGER.log(
                        WARNING,
                        "API {0}: given up after {1} attempts, the next call tries again: {2}",
                        api,
                        exhausted.attempts(),
                        exhausted.cause().getMessage());
            case LinkState.Closed _ -> {}
        }
    }

    /// Closes the link: what is pending is answered `disconnected`. Any thread, idempotent.
    public void close() {
        link.close();
    }
}
