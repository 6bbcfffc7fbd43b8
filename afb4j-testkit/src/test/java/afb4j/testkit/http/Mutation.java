package afb4j.testkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fault of a server, in the first step of a conversation where it can be made.
enum Mutation {
    OTHER_STATUS {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return Optional.of(reply.withStatus(reply.status() == 203 ? 202 : 203));
        }
    },
    MISSING_HEADER {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return reply.comparable().keySet().stream()
                    .filter(name -> !name.equals("connection"))
                    .findFirst()
                    .map(key -> reply.headers().keySet().stream()
                            .filter(name -> name.equalsIgnoreCase(key))
                            .findFirst()
                            .orElseThrow())
                    .map(reply::withoutHeader);
        }
    },
    OTHER_HEADER {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return reply.hasHeader("Set-Cookie")
                    ? Optional.of(reply.withHeader("Set-Cookie", reply.headers().get("Set-Cookie") + "; Secure"))
                    : Optional.empty();
        }
    },
    FURTHER_HEADER {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return reply.headers() == null ? Optional.empty() : Optional.of(reply.withHeader("Server", "x"));
        }
    },
    OTHER_BODY {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return switch (reply.body()) {
                case WantedBody.Exact exact
                when reply.status() < 300 && reply.status() != 204 ->
                    Optional.of(reply.withBody(new WantedBody.Exact(exact.text() + "\n")));
                case WantedBody.Line _ -> Optional.of(reply.withBody(new WantedBody.Exact("")));
                default -> Optional.empty();
            };
        }
    },
    FURTHER_MEMBER {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return reply.body() instanceof WantedBody.Value value && value.json() instanceof ObjectNode object
                    ? Optional.of(reply.withBody(
                            new WantedBody.Value(object.deepCopy().put("x", 1))))
                    : Optional.empty();
        }
    },
    CLOSED {
        @Override
        Optional<WantedReply> of(WantedReply reply) {
            return reply.connection() == WantedReply.After.OPEN
                    ? Optional.of(reply.withConnection(WantedReply.After.CLOSED))
                    : Optional.empty();
        }
    },
    OTHER_FRAME {
        @Override
        Optional<WantedFrame> of(WantedFrame frame) {
            return Optional.of(
                    switch (frame) {
                        case WantedFrame.JsonText text -> {
                            ArrayNode other = (ArrayNode) text.json().deepCopy();
                            yield new WantedFrame.JsonText(other.add(1), Optional.empty());
                        }
                        case WantedFrame.Close close ->
                            new WantedFrame.Close(OptionalInt.of(close.code().orElse(1000) + 1), close.reason());
                        case WantedFrame.Pong pong -> new WantedFrame.Pong(pong.hex() + "00");
                    });
        }
    },
    OTHER_REASON {
        @Override
        Optional<WantedFrame> of(WantedFrame frame) {
            return frame instanceof WantedFrame.Close close && close.code().isPresent()
                    ? Optional.of(new WantedFrame.Close(close.code(), close.reason() + "x"))
                    : Optional.empty();
        }
    };

    Optional<WantedReply> of(WantedReply reply) {
        return Optional.empty();
    }

    Optional<WantedFrame> of(WantedFrame frame) {
        return Optional.empty();
    }

    /// The conversation with this fault; empty if it cannot be made in it.
    Optional<HttpVector> of(HttpVector wanted) {
        List<HttpStep> steps = new ArrayList<>(wanted.steps());
        for (int i = 0; i < steps.size(); i++) {
            Optional<HttpStep> faulty = of(steps.get(i));
            if (faulty.isPresent()) {
                steps.set(i, faulty.get());
                return Optional.of(wanted.withSteps(steps));
            }
        }
        return Optional.empty();
    }

    private Optional<HttpStep> of(HttpStep step) {
        return switch (step) {
            case HttpStep.Exchange exchange
            when exchange.reply().silence().isEmpty() -> of(exchange.reply()).map(exchange::withReply);
            case HttpStep.Upgrade upgrade -> of(upgrade.reply()).map(upgrade::withReply);
            case HttpStep.Receive receive ->
                of(receive.frames().getFirst()).map(frame -> {
                    List<WantedFrame> frames = new ArrayList<>(receive.frames());
                    frames.set(0, frame);
                    return new HttpStep.Receive(receive.connection(), frames, receive.patience());
                });
            default -> Optional.empty();
        };
    }
}
