package afb4j.testkit.http;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A client of json1 that does what is wanted, or that with one fault.
final class TinyJson1Client implements Json1ClientUnderTest {
    private final Fault fault;

    TinyJson1Client(Fault fault) {
        this.fault = fault;
    }

    /// What it does wrong.
    enum Fault {
        NONE,
        DOES_NOT_MASK,
        CALLS_ANOTHER_VERB,
        SENDS_ANOTHER_ARGUMENT,
        USES_AN_ID_TWICE,
        ASKS_FOR_ANOTHER_PATH,
        OFFERS_NO_PROTOCOL,
        LOSES_THE_INFO,
        TAKES_FAILURES_FOR_SUCCESSES,
        CHANGES_EVENTS
    }

    @Override
    public Conversation open(int port, String path, Listener listener) {
        HttpSocket socket = HttpSocket.connect(port);
        socket.send("GET " + (fault == Fault.ASKS_FOR_ANOTHER_PATH ? "/" : path) + " HTTP/1.1\r\nHost: x\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + (fault == Fault.OFFERS_NO_PROTOCOL ? "" : "Sec-WebSocket-Protocol: x-afb-ws-json1\r\n") + "\r\n");
        Talk talk = new Talk(new FrameSocket(socket), listener);
        Thread.ofVirtual().start(() -> talk.read(socket));
        return talk;
    }

    private final class Talk implements Conversation {
        private final FrameSocket socket;
        private final Listener listener;
        private final Map<String, Consumer<Json1ReplySeen>> pending = new HashMap<>();
        private int lastId;

        private Talk(FrameSocket socket, Listener listener) {
            this.socket = socket;
            this.listener = listener;
        }

        @Override
        public synchronized void call(String api, String verb, String argument, Consumer<Json1ReplySeen> onReply) {
            lastId = fault == Fault.USES_AN_ID_TWICE ? 1 : lastId + 1;
            pending.put("" + lastId, onReply);
            String procedure = api + "/" + verb + (fault == Fault.CALLS_ANOTHER_VERB ? "x" : "");
            String value = fault == Fault.SENDS_ANOTHER_ARGUMENT ? "\"other\"" : argument;
            RawFrame frame = RawFrame.text("[2,\"" + lastId + "\",\"" + procedure + "\"," + value + "]");
            socket.send(fault == Fault.DOES_NOT_MASK ? frame : frame.mask());
        }

        private void read(HttpSocket raw) {
            try {
                raw.head(HttpVectorReader.PATIENCE);
                RawFrame frame = socket.frame(HttpVectorReader.PATIENCE);
                while (frame.isText()) {
                    take(JsonComparison.MAPPER.readTree(frame.text()));
                    frame = socket.frame(HttpVectorReader.PATIENCE);
                }
                socket.send(RawFrame.close(-1, "").mask());
            } catch (HttpMismatch | UncheckedIOException _) { // the server has gone: so does the client
                hangUp();
                return;
            }
            hangUp();
        }

        private synchronized void take(JsonNode items) {
            if (items.get(0).asInt() == 5) {
                String data = items.get(2).get("data").toString();
                listener.onEvent(items.get(1).asString(), fault == Fault.CHANGES_EVENTS ? "\"other\"" : data);
                return;
            }
            JsonNode request = items.get(2).get("request");
            int code = fault == Fault.TAKES_FAILURES_FOR_SUCCESSES
                    ? 0
                    : request.get("code").asInt();
            Optional<String> info = Optional.ofNullable(request.get("info")).map(JsonNode::asString);
            JsonNode response = items.get(2).path("response");
            pending.remove(items.get(1).asString())
                    .accept(new Json1ReplySeen(
                            request.get("status").asString(),
                            code,
                            fault == Fault.LOSES_THE_INFO ? Optional.empty() : info,
                            response.isMissingNode() ? "null" : response.toString()));
        }

        private synchronized void hangUp() {
            List<Consumer<Json1ReplySeen>> waiting = new ArrayList<>(pending.values());
            pending.clear();
            waiting.forEach(one -> one.accept(new Json1ReplySeen("disconnected", -15, Optional.empty(), "null")));
            listener.onHangup();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
