package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyEncoder;
import afb4j.protocol.legacy.LegacyMessage;
import afb4j.protocol.wsapi.WsapiEncoder;
import afb4j.protocol.wsapi.WsapiMessage;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.Unpooled;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One broadcast, for any number of connections: encoded once for each protocol, at the first connection that
/// speaks it.
@ThreadSafe
@SuppressWarnings("ThreadSafe") // frames are immutable and made again at worst
public final class BroadcastFrame {

    private static final int MAX_HOP = 255;
    private static final WsapiEncoder WSAPI = WsapiEncoder.create(SharedFrame.UNLIMITED);
    private static final LegacyEncoder LEGACY = LegacyEncoder.create(LegacyDialect.Y2018, SharedFrame.UNLIMITED);

    private final String name;
    private final Json data;
    private final UUID uuid;
    private final int hop;
    private volatile @Nullable SharedFrame wsapi;
    private volatile @Nullable SharedFrame traced;
    private volatile @Nullable SharedFrame bare;

    /// A broadcast.
    ///
    /// @param name free text (W-79)
    /// @param uuid what it is known by everywhere (W-78)
    /// @param hop what is written: 9 for one that is made here, one less than came for one that is passed on
    ///     (W-77); one that came with 0 is not passed on, which is up to the caller
    /// @throws IllegalArgumentException when `hop` does not fit one byte
    public BroadcastFrame(String name, Json data, UUID uuid, int hop) {
        if (hop < 0 || hop > MAX_HOP) {
            throw new IllegalArgumentException(
                    "broadcast \"" + name + "\" has the hop " + hop + ", expected 0 to " + MAX_HOP);
        }
        this.name = name;
        this.data = data;
        this.uuid = uuid;
        this.hop = hop;
    }

    SharedFrame wsapi() {
        SharedFrame made = wsapi;
        if (made == null) {
            byte[] text = data.rawUtf8();
            var message = new WsapiMessage.Broadcast(name, Unpooled.wrappedBuffer(text), uuid, hop);
            made = SharedFrame.of(text.length, out -> WSAPI.encode(out, message));
            wsapi = made;
        }
        return made;
    }

    /// The form of 2019, which 2018 reads too (5.4, L-21).
    SharedFrame traced() {
        SharedFrame made = traced;
        if (made == null) {
            byte[] text = data.rawUtf8();
            var message = new LegacyMessage.TracedBroadcast(name, Unpooled.wrappedBuffer(text), uuid, hop);
            made = SharedFrame.of(text.length, out -> LEGACY.encode(out, message));
            traced = made;
        }
        return made;
    }

    /// The form of 2017.
    SharedFrame bare() {
        SharedFrame made = bare;
        if (made == null) {
            byte[] text = data.rawUtf8();
            var message = new LegacyMessage.Broadcast(name, Unpooled.wrappedBuffer(text));
            made = SharedFrame.of(text.length, out -> LEGACY.encode(out, message));
            bare = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return "broadcast \"" + name + '"';
    }
}
