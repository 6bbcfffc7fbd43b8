package afb4j.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import com.google.errorprone.annotations.Immutable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The messages of `x-afb-ws-json1` as texts, for an end that has no buffers: a client on a websocket of the
/// JDK, say. The same codec as [Json1Decoder] and [Json1Encoder]; JSON texts are arrays of bytes in UTF-8,
/// which are copied.
///
/// Methods that write throw [ProtocolException] with [ProtocolException.Reason#LIMIT] when the message is
/// too long; they do not check their JSON texts, which must be strict by RFC 8259.
@Immutable
public final class Json1Texts {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final ProtocolLimits limits;
    private final Json1Encoder encoder;

    private Json1Texts(ProtocolLimits limits) {
        this.limits = limits;
        this.encoder = Json1Encoder.create(limits.maxMessageBytes());
    }

    /// Messages within these limits.
    public static Json1Texts create(ProtocolLimits limits) {
        return new Json1Texts(limits);
    }

    /// Checks the names of a call.
    ///
    /// @throws IllegalArgumentException when a binder would read them as others, or not at all
    public static void checkNames(String api, String verb) {
        // the record does it
        new Json1Message.Call("", api, verb, Unpooled.EMPTY_BUFFER, null).verb();
    }

    /// A call.
    ///
    /// @param token replaces the token of the connection from this call on; null if there is none
    /// @throws IllegalArgumentException as [#checkNames]
    public String call(String id, String api, String verb, byte[] argument, @Nullable String token) {
        return text(new Json1Message.Call(id, api, verb, Unpooled.wrappedBuffer(argument), token));
    }

    /// A reply of form 4, whose body says in one string why there is no other.
    public String failure(String id, String why) {
        ByteBuf body = Unpooled.buffer();
        body.ensureWritable(Math.toIntExact(JsonStrings.quotedBytes(why)));
        JsonStrings.writeQuoted(body, why);
        return text(new Json1Message.Reply(id, false, body));
    }

    /// An event with any value as its body.
    public String event(String name, byte[] body) {
        return text(new Json1Message.Event(name, Unpooled.wrappedBuffer(body)));
    }

    private String text(Json1Message message) {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out, message);
        return out.toString(UTF_8);
    }

    /// Hands the message of a text to `receiver`.
    ///
    /// @throws ProtocolException when it is no message
    public void read(String text, Json1Receiver receiver) {
        switch (Json1Decoder.decode(Unpooled.wrappedBuffer(text.getBytes(UTF_8)), limits)) {
            case Json1Message.Call call ->
                receiver.onCall(call.id(), call.api(), call.verb(), ByteBufUtil.getBytes(call.argument()));
            case Json1Message.Reply reply ->
                receiver.onReply(reply.id(), reply.isSuccess(), ByteBufUtil.getBytes(reply.body()));
            case Json1Message.Event event ->
                receiver.onEvent(
                        event.name(),
                        ByteBufUtil.getBytes(event.body()),
                        event.data().map(ByteBufUtil::getBytes).orElseGet(NULL::clone));
        }
    }

    /// The parts of the body of a reply, if it is an envelope ([Envelope#decode]).
    public static Optional<Envelope> envelope(byte[] body) {
        return Envelope.decode(Unpooled.wrappedBuffer(body));
    }
}
