package afb4j.protocol.websocket;

import io.netty.buffer.ByteBuf;

/// The mask of RFC 6455, 5.3: putting it on and taking it off are the same.
final class Masking {

    private Masking() {}

    /// Applies `key`, in network order, to `bytes` bytes from absolute index `start`, in place.
    static void apply(ByteBuf buffer, int start, int bytes, int key) {
        long wideKey = (key & 0xffff_ffffL) << Integer.SIZE | (key & 0xffff_ffffL);
        int index = start;
        int end = start + bytes;
        for (; end - index >= Long.BYTES; index += Long.BYTES) {
            buffer.setLong(index, buffer.getLong(index) ^ wideKey);
        }
        for (int shift = Long.SIZE - Byte.SIZE; index < end; index++, shift -= Byte.SIZE) {
            buffer.setByte(index, buffer.getByte(index) ^ (int) (wideKey >>> shift));
        }
    }
}
