package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers on a virtual thread for each call; replies wait in a queue, and one task of the loop writes and
/// flushes all that are there.
final class VirtualThreadEcho extends BareConnection {

    private final Queue<Call> answered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final Runnable drain = this::drain;

    VirtualThreadEcho(Channel channel) {
        super(channel);
    }

    @Override
    void onCall(int callId, ByteBuf in, int index, int bytes) {
        byte[] argument = new byte[bytes];
        in.getBytes(index, argument);
        Thread.startVirtualThread(new Call(this, callId, argument));
    }

    private void answer(Call call) {
        answered.add(call);
        if (!drainScheduled.get() && drainScheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(drain);
        }
    }

    private void drain() {
        drainScheduled.set(false);
        for (Call call = answered.poll(); call != null; call = answered.poll()) {
            reply(call.id, call.argument);
        }
        flush();
    }

    private record Call(VirtualThreadEcho connection, int id, byte[] argument) implements Runnable {
        @Override
        public void run() {
            connection.answer(this);
        }
    }
}
