package afb4j.testkit.vector;

import afb4j.testkit.vector.TinyClient.Fault;
import afb4j.testkit.vector.TinyClient.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection of a [TinyClient]. Synchronized, since the reader of the frames and the player use it.
final class TinyTalk implements Conversation, FrameSocket.Listener {
    private final FrameSocket socket;
    private final ClientSetup setup;
    private final Dialect dialect;
    private final ClientListener listener;
    private final Fault fault;
    private final Style style;
    private final TinyEvents events;
    private final Map<Long, Consumer<ReplySeen>> pending = new LinkedHashMap<>();
    private final Map<Long, Consumer<String>> described = new LinkedHashMap<>();
    private long lastId;
    private boolean announced;
    private boolean over;

    TinyTalk(ClientSetup setup, ClientListener listener, Fault fault, Style style) {
        this.socket = Sockets.connect(setup.endpoint());
        this.setup = setup;
        this.dialect = setup.dialect();
        this.listener = listener;
        this.fault = fault;
        this.style = style;
        this.events = new TinyEvents(dialect, fault, style, listener, this::send);
        if (!dialect.isLegacy()) {
            send("version-offer", "390861833", "01");
            if (style == Style.SIMPLE) {
                announce();
            }
        }
        socket.start(this);
    }

    private void announce() {
        if (announced || fault == Fault.USES_SESSION_BEFORE_ANNOUNCING) {
            return;
        }
        announced = fault != Fault.ANNOUNCES_TWICE;
        String other = fault == Fault.USES_ANOTHER_SESSION ? "other" : "";
        setup.session().ifPresent(uuid -> send("session-add", "1", uuid + other));
        setup.token().filter(_ -> fault != Fault.FORGETS_TOKEN).ifPresent(token -> send("token-add", "1", token));
    }

    private void send(String kind, @Nullable String... values) {
        send(WsFrame.of(Opcode.BINARY, MessageEncoder.encode(dialect, kind, values)));
    }

    private void send(WsFrame frame) {
        socket.send(List.of(frame));
    }

    @Override
    public synchronized void call(String verb, String argument, Consumer<ReplySeen> onReply) {
        if (over) {
            onReply.accept(new ReplySeen("disconnected", null, "null"));
            return;
        }
        if (!dialect.isLegacy()) {
            announce();
        }
        pending.put(++lastId, onReply);
        String hex = encode(fault == Fault.SAYS_ANOTHER_VERB ? verb + "x" : verb, argument);
        send(new WsFrame(fault != Fault.FRAGMENTS, 0, Opcode.BINARY, false, 0, hex, hex.length() / 2, true));
        if (fault == Fault.USES_SESSION_BEFORE_ANNOUNCING && !announced) {
            announced = true;
            setup.session().ifPresent(uuid -> send("session-add", "1", uuid));
        }
    }

    private String encode(String verb, String argument) {
        String id = Long.toString(lastId);
        String session = setup.session().orElse("tiny");
        return switch (dialect) {
            case WSAPI_V1, WSAPI_V1_2019 ->
                MessageEncoder.encode(
                        dialect,
                        "call",
                        id,
                        verb,
                        setup.session().isPresent() ? "1" : "0",
                        setup.token().isPresent() && fault != Fault.FORGETS_TOKEN ? "1" : "0",
                        argument,
                        null);
            case LEGACY_2018 -> MessageEncoder.encode(dialect, "call", id, verb, session, argument, null);
            case LEGACY_2017 -> MessageEncoder.encode(dialect, "call", id, verb, session, argument);
        };
    }

    @Override
    public synchronized void describe(Consumer<String> onDescription) {
        described.put(++lastId, onDescription);
        send("describe", Long.toString(lastId));
    }

    @Override
    public synchronized void onFrame(WsFrame frame) {
        if (frame.opcode() == Opcode.PING && fault != Fault.SENDS_NO_PONG) {
            send(WsFrame.of(Opcode.PONG, frame.hex()));
        } else if (frame.opcode() == Opcode.CLOSE) {
            hangUp();
        } else if (frame.isMessage()) {
            onMessage(MessageDecoder.decode(dialect, Direction.S2C, frame.payload()), frame);
        }
    }

    private void onMessage(Message message, WsFrame frame) {
        switch (message.kind()) {
            case "version-set" -> {
                if (!message.text("version").equals("1") && fault != Fault.KEEPS_BAD_VERSION) {
                    hangUp();
                }
            }
            case "reply", "success", "failure" -> message.field("callid").ifPresent(id -> onReply(id, message));
            case "description" -> onDescription(frame);
            case "subcall" -> onSubcall(message);
            default -> events.onMessage(message);
        }
    }

    private void onReply(Field id, Message message) {
        if (!message.isValid() && fault == Fault.LOSES_BROKEN_REPLY) {
            return;
        }
        Consumer<ReplySeen> call = pending.remove(id.number());
        if (call == null) {
            return;
        }
        ReplySeen seen = seen(message);
        call.accept(fault == Fault.ALTERS_REPLY ? new ReplySeen(seen.error(), "altered", seen.object()) : seen);
        if (fault == Fault.TELLS_REPLY_TWICE) {
            call.accept(seen);
        }
    }

    private ReplySeen seen(Message message) {
        if (!message.isValid()) {
            return new ReplySeen("proto-error", "can't process success", "null");
        }
        String info = message.field("info").orElseThrow().value();
        String shown = dialect == Dialect.LEGACY_2017 && "".equals(info) ? null : info;
        return switch (message.kind()) {
            case "success" -> new ReplySeen(null, shown, message.text("object"));
            case "failure" -> new ReplySeen(message.text("status"), shown, "null");
            default -> new ReplySeen(message.field("error").orElseThrow().value(), shown, message.text("object"));
        };
    }

    /// Reads both forms of W-82.
    private void onDescription(WsFrame frame) {
        Message wide = MessageDecoder.decode(Dialect.WSAPI_V1_2019, Direction.S2C, frame.payload());
        boolean isWide = !dialect.isLegacy() && wide.isValid() && wide.surplus() == 0;
        Message message = isWide ? wide : MessageDecoder.decode(dialect, Direction.S2C, frame.payload());
        Consumer<String> asked =
                described.remove(message.field("descid").orElseThrow().number());
        if (asked != null) {
            asked.accept(fault == Fault.ALTERS_DESCRIPTION ? "{}" : message.text("description"));
        }
    }

    private void onSubcall(Message subcall) {
        String id = subcall.text("subcallid");
        if (subcall.text("api").equals(Endpoint.API)) {
            call(subcall.text("verb"), subcall.text("args"), reply -> answer(id, reply));
        } else {
            String api = fault == Fault.NAMES_ANOTHER_API ? "unknown" : "unknown-api";
            answer(id, new ReplySeen(api, null, "null"));
        }
    }

    private void answer(String id, ReplySeen reply) {
        String response = reply.object().equals("null") ? "" : "\"response\":" + reply.object() + ",";
        String info = reply.info() == null ? "" : ",\"info\":\"" + reply.info().replace("\"", "\\\"") + '"';
        String status = reply.error() == null ? "success" : reply.error();
        String envelope =
                "{%s\"jtype\":\"afb-reply\",\"request\":{\"status\":\"%s\"%s}}".formatted(response, status, info);
        boolean failed = reply.error() != null && fault != Fault.HIDES_FAILURE_OF_SUBCALL;
        send("subcall-reply", id, failed ? "1" : "0", envelope);
    }

    @Override
    public void onEnd(String reason) {
        hangUp();
    }

    private synchronized void hangUp() {
        if (over) {
            return;
        }
        end();
        if (fault != Fault.FORGETS_PENDING_CALLS) {
            List<Consumer<ReplySeen>> lost = new ArrayList<>(pending.values());
            pending.clear();
            lost.forEach(call -> call.accept(new ReplySeen("disconnected", "server hung up", "null")));
            described.values().forEach(asked -> asked.accept("null"));
        }
        if (fault != Fault.HIDES_HANGUP) {
            listener.onHangup();
        }
    }

    @Override
    public synchronized void close() {
        if (over) {
            return;
        }
        if (style == Style.CAREFUL && announced) {
            setup.session().ifPresent(_ -> send("session-drop", "1"));
            setup.token().ifPresent(_ -> send("token-drop", "1"));
        }
        end();
    }

    private void end() {
        over = true;
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
