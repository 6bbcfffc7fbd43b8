package afb4j.benchmarks.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A thread that does one [Attack], at its pace, until it is closed.
final class Attacker implements AutoCloseable {

    private static final int SLOW_CONNECTIONS = 1000;
    private static final int HALF_OPEN_CONNECTIONS = 10_000;
    private static final int PATIENCE_MILLIS = 2000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private final Attack attack;
    private final int perSecond;
    private final InetSocketAddress server;
    private final List<SocketChannel> held = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final ByteBuffer answer = ByteBuffer.allocate(1 << 16);
    private final Thread thread;
    private volatile boolean isOver;

    private Attacker(Attack attack, int perSecond, InetSocketAddress server) {
        this.attack = attack;
        this.perSecond = perSecond;
        this.server = server;
        this.thread = Thread.ofPlatform().name("attacker").daemon().unstarted(this::run);
    }

    /// Begins.
    static Attacker start(Attack attack, int perSecond, InetSocketAddress server) {
        Attacker attacker = new Attacker(attack, perSecond, server);
        attacker.thread.start();
        return attacker;
    }

    private void run() {
        byte[] more = attack.more();
        long period = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        for (int i = 0; !isOver; i++) {
            for (long left = start + i * period - System.nanoTime(); left > 0 && !isOver; ) {
                LockSupport.parkNanos(left);
                left = start + i * period - System.nanoTime();
            }
            try {
                if (attack.isRequest) {
                    count(request(i, more));
                } else {
                    hold(i, more);
                }
            } catch (IOException refused) {
                count("closed");
            }
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /// A connection that stays open, and sends a bit more each time it is its turn.
    private void hold(int number, byte[] more) throws IOException {
        int most = attack == Attack.SLOW_HEADS ? SLOW_CONNECTIONS : HALF_OPEN_CONNECTIONS;
        if (held.size() < most) {
            SocketChannel channel = SocketChannel.open(server);
            held.add(channel);
            write(channel, attack.begin(number));
        } else if (more.length > 0) {
            write(held.get(number % most), more);
        }
    }

    /// Sends a request on a connection of its own, until it is answered.
    private String request(int number, byte[] more) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            long sent = write(channel, attack.begin(number));
            channel.configureBlocking(false);
            answer.clear();
            ByteBuffer next = ByteBuffer.wrap(more);
            long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
            while (channel.read(answer) >= 0 && !isAnswered()) {
                if (sent < attack.mostBytes() && more.length > 0) {
                    sent += writeSome(channel, next);
                } else {
                    LockSupport.parkNanos(200_000);
                }
                if (System.nanoTime() - deadline > 0) {
                    return "no answer within " + PATIENCE_MILLIS + " ms";
                }
            }
            return outcome();
        }
    }

    private static int writeSome(SocketChannel channel, ByteBuffer next) throws IOException {
        if (!next.hasRemaining()) {
            next.rewind();
        }
        try {
            int written = channel.write(next);
            if (written == 0) {
                LockSupport.parkNanos(100_000);
            }
            return written;
        } catch (IOException _) { // it closes: its answer may be here all the same
            return 0;
        }
    }

    /// A websocket is over with its close frame.
    private boolean isAnswered() {
        String text = text();
        int end = text.indexOf("\r\n\r\n");
        return end > 0
                && (!text.startsWith("HTTP/1.1 101") || attack == Attack.CROSS_ORIGIN || text.length() > end + 7);
    }

    private String outcome() {
        String text = text();
        Matcher status = STATUS.matcher(text);
        if (!status.lookingAt()) {
            return "closed";
        }
        int end = text.indexOf("\r\n\r\n") + 4;
        boolean isClosed = status.group(1).equals("101") && text.length() >= end + 4 && text.charAt(end) == 0x88;
        return isClosed ? "close " + (text.charAt(end + 2) << Byte.SIZE | text.charAt(end + 3)) : status.group(1);
    }

    private String text() {
        return new String(answer.array(), 0, answer.position(), ISO_8859_1);
    }

    private static int write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        return bytes.length;
    }

    /// Ends it, and tells how often the server did what.
    ///
    /// @return for people, as `413 20 times`
    String end() throws IOException, InterruptedException {
        isOver = true;
        thread.join();
        int open = 0;
        for (SocketChannel channel : held) {
            channel.configureBlocking(false);
            answer.clear();
            open += isOpen(channel) ? 1 : 0;
            channel.close();
        }
        if (!held.isEmpty()) {
            return held.size() + " opened, " + open + " still open";
        }
        StringBuilder all = new StringBuilder();
        outcomes.forEach((outcome, count) -> all.append(all.isEmpty() ? "" : ", ")
                .append(outcome)
                .append(": ")
                .append(count));
        return all.toString();
    }

    private boolean isOpen(SocketChannel channel) {
        try {
            return channel.read(answer) == 0;
        } catch (IOException _) { // reset
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        for (SocketChannel channel : held) {
            channel.close();
        }
    }
}
