package afb4j.system.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.testkit.vector.Conversation;
import afb4j.testkit.vector.Endpoint;
import afb4j.testkit.vector.ReplySeen;
import afb4j.transport.peer.ReplyListener;
import java.util.function.Consumer;

/// A connection of our client, driven by a play.
///
/// @param client with one connection and no other
record OurConversation(AfbClient client) implements Conversation {

    @Override
    public void call(String verb, String argument, Consumer<ReplySeen> onReply) {
        Json json = Json.received(argument.getBytes(UTF_8));
        client.callAsync(verb, json, new Subcalled(client)).whenComplete((reply, failure) -> {
            if (failure != null) {
                throw new AssertionError("a call never fails otherwise than by its reply", failure);
            }
            onReply.accept(seen(reply));
        });
    }

    private static ReplySeen seen(Reply reply) {
        Status status = reply.status();
        return new ReplySeen(
                status.isSuccess() ? null : status.name(),
                status.info().orElse(null),
                reply.json().text());
    }

    @Override
    public void describe(Consumer<String> onDescription) {
        client.describeAsync().thenAccept(description -> onDescription.accept(description.text()));
    }

    @Override
    public void close() {
        client.close();
    }

    /// Runs subcalls as the requester of the call (L-07): the API `hello` is the one at the other end.
    private record Subcalled(AfbClient client) implements ReplyListener {

        @Override
        public void onReply(Reply reply) {
            // whoever called is told by the stage of the call
        }

        @Override
        public void onSubcall(String api, String verb, Json argument, Consumer<Reply> answer) {
            if (api.equals(Endpoint.API)) {
                client.callAsync(verb, argument).thenAccept(answer);
            } else {
                answer.accept(Reply.of(Status.UNKNOWN_API));
            }
        }
    }
}
