package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyEncoder;
import afb4j.protocol.legacy.LegacyMessage;
import afb4j.protocol.wsapi.WsapiEncoder;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// One push of an event, for any number of connections: encoded once for each protocol, at the first
/// connection that speaks it. All connections write the same bytes, as ids of events belong to the process
/// (W-39).
@ThreadSafe
@SuppressWarnings("ThreadSafe") // frames are immutable and made again at worst
public final class EventFrame {

    private static final WsapiEncoder WSAPI = WsapiEncoder.create(SharedFrame.UNLIMITED);
    private static final LegacyEncoder LEGACY = LegacyEncoder.create(LegacyDialect.Y2017, SharedFrame.UNLIMITED);

    private final EventRef event;
    private final Json data;
    private volatile @Nullable SharedFrame wsapi;
    private volatile @Nullable SharedFrame legacy;

    /// The push of `data` to who subscribed to `event`.
    public EventFrame(EventRef event, Json data) {
        this.event = event;
        this.data = data;
    }

    /// What is pushed.
    public EventRef event() {
        return event;
    }

    /// What it carries.
    public Json data() {
        return data;
    }

    SharedFrame wsapi() {
        SharedFrame made = wsapi;
        if (made == null) {
            byte[] text = data.rawUtf8();
            made = SharedFrame.of(text.length, out -> WSAPI.push(out, event.id(), text));
            wsapi = made;
        }
        return made;
    }

    /// All legacy dialects push alike.
    SharedFrame legacy() {
        SharedFrame made = legacy;
        if (made == null) {
            byte[] text = data.rawUtf8();
            var push = new LegacyMessage.Push(event.id(), event.name(), Unpooled.wrappedBuffer(text));
            made = SharedFrame.of(text.length, out -> LEGACY.encode(out, push));
            legacy = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return event.toString();
    }
}
