package afb4j.system.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Calls of `pingvt` over one connection, a number of them in flight all the time, whose replies are counted
/// by the letter of the protocol: each id that was sent has one reply, and no other id has any.
final class CallLoad implements AutoCloseable {

    private static final int LAST_ID = 0xffff;

    private final ScriptedClient client;
    private final Thread reader;
    private final boolean[] pending = new boolean[LAST_ID + 1];
    private final List<String> strange = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean isStopping;
    private int lastId;
    private int inFlight;

    private CallLoad(ScriptedClient client) {
        this.client = client;
        this.reader = Thread.ofVirtual().unstarted(this::run);
    }

    /// Begins with so many calls in flight.
    static CallLoad start(Path socket, int width) {
        CallLoad load = new CallLoad(ScriptedClient.connect(socket));
        try {
            load.client.send(WireMessage.offer());
            for (int i = 0; i < width; i++) {
                load.callOnce();
            }
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
        load.reader.start();
        return load;
    }

    private void callOnce() throws IOException {
        do {
            lastId = lastId % LAST_ID + 1;
        } while (pending[lastId]);
        pending[lastId] = true;
        inFlight++;
        client.send(WireMessage.call(lastId, "pingvt", "1"));
    }

    private void run() {
        try {
            while (inFlight > 0) {
                onMessage(client.receive());
            }
        } catch (IOException cause) {
            strange.add(cause.toString());
        }
    }

    private void onMessage(byte[] message) throws IOException {
        if (message[0] != 'k') {
            return; // the version, broadcasts
        }
        int id = WireMessage.idOf(message);
        if (!pending[id]) {
            strange.add("a second reply to " + id);
            return;
        }
        pending[id] = false;
        inFlight--;
        switch (WireMessage.textAt(message, 3)) {
            case "" -> answered.incrementAndGet();
            case "disconnected" -> lost.incrementAndGet();
            case String other -> strange.add("answered " + other);
        }
        if (!isStopping) {
            callOnce();
        }
    }

    /// Calls answered with success so far.
    long answered() {
        return answered.get();
    }

    /// Calls answered `disconnected` so far.
    long lost() {
        return lost.get();
    }

    /// Waits for all replies; gives what should not have happened.
    List<String> finish() throws InterruptedException {
        isStopping = true;
        if (!reader.join(java.time.Duration.ofSeconds(30))) {
            return List.of(inFlight + " calls were not answered");
        }
        return strange;
    }

    @Override
    public void close() {
        client.close();
    }
}
