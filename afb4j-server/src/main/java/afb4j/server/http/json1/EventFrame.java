package afb4j.server.http.json1;

import afb4j.core.event.Publication;
import afb4j.protocol.json.Json1Encoder;
import afb4j.server.http.JsonText;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// A push or a broadcast as the whole frame that each browser gets, made once for all of them
/// (http-and-wsj1.md 3.3, 4).
@ThreadSafe
@SuppressWarnings("ThreadSafe") // the bytes never change
final class EventFrame {

    private static final Json1Encoder ENCODER =
            Json1Encoder.create(Integer.MAX_VALUE - 64).inFrames();
    private static final int FIRST_BYTES = 128;

    private final byte[] bytes;

    private EventFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The frame of `publication`, which may have been made before.
    static EventFrame of(Publication publication) {
        return publication.encoded(EventFrame.class, EventFrame::encode);
    }

    private static EventFrame encode(Publication publication) {
        ByteBuf data = JsonText.of(publication.data());
        ByteBuf frame = Unpooled.buffer(data.readableBytes() + FIRST_BYTES);
        ENCODER.event(frame, publication.name(), data);
        return new EventFrame(ByteBufUtil.getBytes(frame));
    }

    /// Appends the frame to `out`.
    void writeTo(ByteBuf out) {
        out.writeBytes(bytes);
    }
}
