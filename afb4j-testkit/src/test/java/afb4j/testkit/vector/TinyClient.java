package afb4j.testkit.vector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A client of a few lines, right or wrong on purpose: what a [ClientPlay] is tested against. Synchronized,
/// since the reader of the frames and the player use it.
final class TinyClient implements ClientUnderTest {

    /// What it does wrong.
    enum Fault {
        NONE,
        SAYS_ANOTHER_VERB,
        LOSES_BROKEN_REPLY,
        TELLS_REPLY_TWICE,
        ALTERS_REPLY,
        FORGETS_PENDING_CALLS,
        KEEPS_BAD_VERSION,
        SENDS_NO_PONG,
        HIDES_HANGUP,
        FRAGMENTS
    }

    private final Fault fault;

    TinyClient(Fault fault) {
        this.fault = fault;
    }

    @Override
    public Conversation open(Endpoint endpoint, Dialect dialect, Runnable onHangup) {
        return new Talk(Sockets.connect(endpoint), dialect, onHangup);
    }

    private final class Talk implements Conversation, FrameSocket.Listener {
        private final FrameSocket socket;
        private final Dialect dialect;
        private final Runnable onHangup;
        private final Map<Long, Consumer<ReplySeen>> pending = new LinkedHashMap<>();
        private long lastId;
        private boolean over;

        Talk(FrameSocket socket, Dialect dialect, Runnable onHangup) {
            this.socket = socket;
            this.dialect = dialect;
            this.onHangup = onHangup;
            if (!dialect.isLegacy()) {
                socket.send(List.of(WsFrame.of(Opcode.BINARY, "5609144c170101")));
            }
            socket.start(this);
        }

        @Override
        public synchronized void call(String verb, String argument, Consumer<ReplySeen> onReply) {
            if (over) {
                onReply.accept(new ReplySeen("disconnected", null, "null"));
                return;
            }
            pending.put(++lastId, onReply);
            String said = fault == Fault.SAYS_ANOTHER_VERB ? verb + "x" : verb;
            WsFrame frame = WsFrame.of(Opcode.BINARY, encode(said, argument));
            if (fault == Fault.FRAGMENTS) {
                frame = new WsFrame(false, 0, Opcode.BINARY, false, 0, frame.hex(), frame.announced(), true);
            }
            socket.send(List.of(frame));
        }

        private String encode(String verb, String argument) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean legacy = dialect.isLegacy();
            out.write(legacy ? 'C' : 'K');
            number(out, lastId, legacy ? 4 : 2);
            text(out, verb);
            if (legacy) {
                text(out, "tiny");
            } else {
                number(out, 0, 4);
            }
            text(out, argument);
            if (dialect != Dialect.LEGACY_2017) {
                number(out, 0, 4);
            }
            return HexFormat.of().formatHex(out.toByteArray());
        }

        @Override
        public synchronized void onFrame(WsFrame frame) {
            if (frame.opcode() == Opcode.PING && fault != Fault.SENDS_NO_PONG) {
                socket.send(List.of(WsFrame.of(Opcode.PONG, frame.hex())));
            } else if (frame.opcode() == Opcode.CLOSE) {
                hangUp();
            } else if (frame.isMessage()) {
                onMessage(MessageDecoder.decode(dialect, Direction.S2C, frame.payload()));
            }
        }

        private void onMessage(Message message) {
            boolean refused =
                    message.is("version-set") && !message.text("version").equals("1");
            if (refused && fault != Fault.KEEPS_BAD_VERSION) {
                hangUp();
            }
            if (message.isReply() && message.field("callid").isPresent()) {
                onReply(message);
            }
        }

        private void onReply(Message message) {
            if (!message.isValid() && fault == Fault.LOSES_BROKEN_REPLY) {
                return;
            }
            Consumer<ReplySeen> call =
                    pending.remove(message.field("callid").orElseThrow().number());
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
            }
            if (fault != Fault.HIDES_HANGUP) {
                onHangup.run();
            }
        }

        @Override
        public synchronized void close() {
            if (!over) {
                end();
            }
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

    private static void number(ByteArrayOutputStream out, long value, int width) {
        for (int i = 0; i < width; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length + 1L, 4);
        out.writeBytes(bytes);
        out.write(0);
    }
}
