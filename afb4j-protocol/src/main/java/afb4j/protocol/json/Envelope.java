package afb4j.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a call ended, as the object that `x-afb-ws-json1` and REST have in common (http-and-wsj1.md 1.4):
///
/// `{"jtype":"afb-reply","request":{"status":STATUS,"info":INFO,"code":CODE},"response":RESPONSE}`
///
/// @param status name of the status, as `success` (1.5)
/// @param info text for people; null, and then not written, if there is none
/// @param code number of the status; not negative for a success
/// @param response one JSON value, strict by RFC 8259 and borrowed (see the package); null, and then not
///     written, if there is none, which also a text `null` is taken for
public record Envelope(
        String status,
        @Nullable String info,
        int code,
        @Nullable ByteBuf response) {

    /// The code of an error that has no number of its own (1.5).
    static final int ERROR_CODE = -1_000;

    private static final String SUCCESS = "success";
    private static final int NULL = 0x6e75_6c6c;
    private static final int MAX_CODE_BYTES = 11;

    private static final byte[] STATUS_HEAD = ascii("{\"jtype\":\"afb-reply\",\"request\":{\"status\":");
    private static final byte[] INFO_HEAD = ascii(",\"info\":");
    private static final byte[] CODE_HEAD = ascii(",\"code\":");
    private static final byte[] RESPONSE_HEAD = ascii("},\"response\":");

    /// A success without info, as most replies are: all up to its response, and all of it without one.
    private static final byte[] PLAIN_HEAD =
            ascii("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0},\"response\":");

    private static final byte[] PLAIN =
            ascii("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}}");

    private static final int FIXED_BYTES = STATUS_HEAD.length + CODE_HEAD.length + 2;

    /// Drops a response `null`.
    public Envelope {
        response = response == null || isNull(response) ? null : response;
    }

    /// The parts of `text`, if that is an envelope: an object with an object `request` whose `status` is a
    /// string. Anything else may be missing, as in replies of old binders, and members that are not known are
    /// passed over: a missing code is 0 for `success` and -1000 for others. Of members of the same name the
    /// last one counts. Borrows `text`, whose indexes do not move; the response is a slice of it.
    public static Optional<Envelope> decode(ByteBuf text) {
        return JsonMembers.of(text).flatMap(Envelope::ofMembers);
    }

    private static Optional<Envelope> ofMembers(Map<String, ByteBuf> members) {
        ByteBuf request = members.get("request");
        if (request == null) {
            return Optional.empty();
        }
        return JsonMembers.of(request).flatMap(parts -> ofParts(parts, members.get("response")));
    }

    private static Optional<Envelope> ofParts(Map<String, ByteBuf> parts, @Nullable ByteBuf response) {
        String status = string(parts.get("status"));
        if (status == null) {
            return Optional.empty();
        }
        int code = code(parts.get("code"), status.equals(SUCCESS) ? 0 : ERROR_CODE);
        return Optional.of(new Envelope(status, string(parts.get("info")), code, response));
    }

    private static @Nullable String string(@Nullable ByteBuf text) {
        if (text == null || text.getByte(0) != '"') {
            return null;
        }
        return JsonStrings.text(text, 1, text.readableBytes() - 1);
    }

    private static int code(@Nullable ByteBuf text, int otherwise) {
        if (text == null || text.readableBytes() > MAX_CODE_BYTES) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.toString(StandardCharsets.US_ASCII));
        } catch (NumberFormatException _) {
            return otherwise; // a fraction or no number
        }
    }

    /// A copy of the response, if there is one.
    public Optional<byte[]> responseBytes() {
        return Optional.ofNullable(response).map(ByteBufUtil::getBytes);
    }

    /// Bytes of the envelope as text.
    public long encodedBytes() {
        if (isPlain()) {
            return response == null ? PLAIN.length : PLAIN_HEAD.length + response.readableBytes() + 1L;
        }
        long bytes = FIXED_BYTES
                + JsonStrings.quotedBytes(status)
                + Integer.toString(code).length();
        if (info != null) {
            bytes += INFO_HEAD.length + JsonStrings.quotedBytes(info);
        }
        return response == null ? bytes : bytes + RESPONSE_HEAD.length - 1 + response.readableBytes();
    }

    /// Writes the envelope, compact, its members in the order above. Makes no room in `out` beyond what Netty
    /// does, and knows no limit. Borrows the response and does not move its indexes.
    public void encode(ByteBuf out) {
        if (isPlain()) {
            encodePlain(out);
            return;
        }
        out.writeBytes(STATUS_HEAD);
        JsonStrings.writeQuoted(out, status);
        if (info != null) {
            out.writeBytes(INFO_HEAD);
            JsonStrings.writeQuoted(out, info);
        }
        out.writeBytes(CODE_HEAD);
        ByteBufUtil.writeAscii(out, Integer.toString(code));
        if (response == null) {
            out.writeByte('}');
        } else {
            out.writeBytes(RESPONSE_HEAD);
            out.writeBytes(response, response.readerIndex(), response.readableBytes());
        }
        out.writeByte('}');
    }

    private boolean isPlain() {
        return code == 0 && info == null && status.equals(SUCCESS);
    }

    private void encodePlain(ByteBuf out) {
        if (response == null) {
            out.writeBytes(PLAIN);
        } else {
            out.writeBytes(PLAIN_HEAD);
            out.writeBytes(response, response.readerIndex(), response.readableBytes());
            out.writeByte('}');
        }
    }

    private static boolean isNull(ByteBuf text) {
        return text.readableBytes() == Integer.BYTES && text.getInt(text.readerIndex()) == NULL;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
