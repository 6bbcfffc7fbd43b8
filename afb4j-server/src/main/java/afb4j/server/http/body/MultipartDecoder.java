package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// Takes a `multipart/form-data` body apart as it comes (RFC 7578, RFC 2046 section 5.1.1): however it is
/// cut into
/// pieces, the parts are the same.
///
/// What has not been told is at most one delimiter or one line of a head, so a body of any length takes
/// the memory
/// of its pieces.
///
/// Used by one thread at a time.
final class MultipartDecoder implements AutoCloseable {

    /// Of the header lines of a part, together.
    static final int MAX_HEAD_BYTES = 8 * 1024;

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final int MAX_PADDING_BYTES = 64;

    /// Where in the body we are.
    private enum State {
        /// Before the first delimiter; what is there means nothing.
        PREAMBLE,
        /// Behind a delimiter, within its line.
        DELIMITER,
        /// In the header lines of a part.
        HEAD,
        /// In the content of a part.
        CONTENT,
        /// Behind the last delimiter; what is there means nothing.
        EPILOGUE
    }

    private final byte[] delimiter;
    private final int maxParts;
    private final PartListener listener;
    private final List<String> head = new ArrayList<>();

    /// What was received and not told, when a piece ends in the middle of a delimiter or of a line.
    /// Begins with the
    /// end of line that the first delimiter needs not have.
    private final ByteBuf rest = Unpooled.buffer().writeByte(CR).writeByte(LF);

    private State state = State.PREAMBLE;
    private int headBytes;
    private int parts;

    /// @param boundary of the parameter of that name
    /// @param maxParts who sends more is refused
    MultipartDecoder(String boundary, int maxParts, PartListener listener) {
        this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
        this.maxParts = maxParts;
        this.listener = listener;
    }

    /// Takes a piece of the body.
    ///
    /// @param in borrowed; read to its end
    /// @throws FormException when the body is malformed, or as the listener throws; then nothing more can be
    ///     decoded
    void decode(ByteBuf in) throws FormException {
        if (!rest.isReadable()) {
            run(in);
            rest.clear().writeBytes(in);
        } else {
            rest.writeBytes(in);
            run(rest);
            rest.discardReadBytes();
        }
    }

    /// Takes the end of the body.
    ///
    /// @throws FormException when the last delimiter has not come
    void end() throws FormException {
        if (state != State.EPILOGUE) {
            String where = parts == 0 ? "before the first part" : "in part " + parts;
            throw FormException.malformed(
                    "the body ends " + where + ", expected the boundary followed by \"--\" at its end");
        }
    }

    /// Lets go of what is held.
    @Override
    public void close() {
        rest.release();
    }

    private void run(ByteBuf in) throws FormException {
        boolean mayGoOn = true;
        while (mayGoOn) {
            mayGoOn = switch (state) {
                case PREAMBLE -> content(in, false);
                case DELIMITER -> delimiter(in);
                case HEAD -> head(in);
                case CONTENT -> content(in, true);
                case EPILOGUE -> {
                    in.skipBytes(in.readableBytes());
                    yield false;
                }
            };
        }
    }

    /// Reads up to the next delimiter, or as far as no delimiter can begin.
    private boolean content(ByteBuf in, boolean isPart) throws FormException {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int at = start;
        while (true) {
            int found = in.indexOf(at, end, CR);
            at = found < 0 ? end : found;
            int matched = matched(in, at, end);
            if (matched == delimiter.length) {
                tell(in, at - start, isPart);
                in.skipBytes(delimiter.length);
                if (isPart) {
                    listener.onPartEnd();
                }
                state = State.DELIMITER;
                return true;
            }
            if (at + matched == end) { // it may go on in the next piece
                tell(in, at - start, isPart);
                return false;
            }
            at++;
        }
    }

    /// How many bytes of a delimiter stand at an index.
    private int matched(ByteBuf in, int index, int end) {
        int length = Math.min(delimiter.length, end - index);
        int matched = 0;
        while (matched < length && in.getByte(index + matched) == delimiter[matched]) {
            matched++;
        }
        return matched;
    }

    private void tell(ByteBuf in, int length, boolean isPart) throws FormException {
        if (isPart && length > 0) {
            listener.onPiece(in.slice(in.readerIndex(), length));
        }
        in.skipBytes(length);
    }

    /// Behind a delimiter: two hyphens end the body, an end of line begins a part.
    private boolean delimiter(ByteBuf in) throws FormException {
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), LF);
        boolean isLast = in.readableBytes() >= 2
                && in.getByte(in.readerIndex()) == '-'
                && in.getByte(in.readerIndex() + 1) == '-';
        if (isLast) {
            state = State.EPILOGUE;
            return true;
        }
        if (end < 0 && in.readableBytes() <= MAX_PADDING_BYTES) {
            return false;
        }
        if (end < 0 || !isPadding(in, end)) {
            throw FormException.malformed("behind part " + parts + ": expected an end of line after the boundary");
        }
        in.readerIndex(end + 1);
        parts++;
        if (parts > maxParts) {
            throw FormException.tooLarge("the form has more than " + maxParts + " parts, which is the limit here");
        }
        headBytes = 0;
        state = State.HEAD;
        return true;
    }

    /// Whether up to `end` there are blanks, not too many, and a carriage return.
    private static boolean isPadding(ByteBuf in, int end) {
        int last = end - 1;
        if (last - in.readerIndex() >= MAX_PADDING_BYTES || last < in.readerIndex() || in.getByte(last) != CR) {
            return false;
        }
        for (int i = in.readerIndex(); i < last; i++) {
            if (in.getByte(i) != ' ' && in.getByte(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    private boolean head(ByteBuf in) throws FormException {
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), LF);
        int length = (end < 0 ? in.writerIndex() : end + 1) - in.readerIndex();
        if (headBytes + length > MAX_HEAD_BYTES) {
            throw FormException.tooLarge(
                    "part " + parts + ": its headers are longer than " + MAX_HEAD_BYTES + " bytes");
        }
        if (end < 0) {
            return false;
        }
        headBytes += length;
        String line = in.toString(in.readerIndex(), length, UTF_8);
        if (!line.endsWith("\r\n")) {
            throw FormException.malformed("part " + parts + ": expected lines that end with CR LF");
        }
        in.skipBytes(length);
        if (length > 2) {
            head.add(line.substring(0, line.length() - 2));
            return true;
        }
        listener.onPart(PartHead.parse(parts, head));
        head.clear();
        state = State.CONTENT;
        return true;
    }
}
