package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who subscribed to the only event of a bare server, by event loop. What is pushed is one buffer, which all
/// connections write as it is.
final class EventRooms {

    private final Map<EventLoop, List<Channel>> rooms = new ConcurrentHashMap<>();

    EventConnection connection(Channel channel) {
        return new EventConnection(channel, this);
    }

    void add(Channel channel) {
        rooms.computeIfAbsent(channel.eventLoop(), _ -> new CopyOnWriteArrayList<>())
                .add(channel);
    }

    void remove(Channel channel) {
        rooms.getOrDefault(channel.eventLoop(), List.of()).remove(channel);
    }

    /// Writes `frames` to all; releases them.
    void write(ByteBuf frames) {
        rooms.forEach((loop, room) -> {
            ByteBuf shared = frames.retainedDuplicate();
            if (loop.inEventLoop()) {
                write(room, shared);
            } else {
                loop.execute(() -> write(room, shared));
            }
        });
        frames.release();
    }

    private static void write(List<Channel> room, ByteBuf shared) {
        for (Channel channel : room) {
            channel.writeAndFlush(shared.retainedDuplicate(), channel.voidPromise());
        }
        shared.release();
    }
}
