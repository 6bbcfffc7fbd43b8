package afb4j.protocol.json;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message of `x-afb-ws-json1`: a JSON array in a websocket text, one record per form (http-and-wsj1.md
/// 3.3).
///
/// The protocol is symmetric: each message may come from either side. What a side does with one that it does
/// not expect is its own affair: a server ignores events and closes with `unbound-call-id` at replies, a
/// client answers calls `unimplemented` (3.3).
///
/// A `ByteBuf` is one JSON value in UTF-8, strict by RFC 8259, and is borrowed (see the package); records do
/// not release it. Texts are characters, without quotes and escapes.
public sealed interface Json1Message permits Json1Message.Call, Json1Message.Reply, Json1Message.Event {

    /// `[2,"ID","API/VERB",ARGUMENT]` or `[2,"ID","API/VERB",ARGUMENT,"TOKEN"]`: a call. A number or word as
    /// id is taken as text, so that `1` is answered `"1"` and `null` is answered `"null"`.
    ///
    /// @param id what the reply repeats; any text, also an empty one
    /// @param api before the first slash of the procedure, possibly empty; has no slash
    /// @param verb behind that slash; not empty, and does not begin with a slash
    /// @param argument the one argument; `null` is a value
    /// @param token replaces the token of the connection from this call on; null if there is none
    record Call(
            String id,
            String api,
            String verb,
            ByteBuf argument,
            @Nullable String token) implements Json1Message {

        /// Checks the names.
        ///
        /// @throws IllegalArgumentException when they would be read as others, or not at all
        public Call {
            if (api.indexOf('/') >= 0) {
                throw new IllegalArgumentException("api is \"" + api + "\", expected a name without a slash");
            }
            if (verb.isEmpty() || verb.startsWith("/")) {
                throw new IllegalArgumentException("verb is \"" + verb + "\", expected a name not begun by a slash");
            }
        }

        /// All but the token, which never shows (R32).
        @Override
        public String toString() {
            return "Call[id=" + id + ", api=" + api + ", verb=" + verb + ", argument=" + argument + "]";
        }
    }

    /// `[3,"ID",BODY]` or `[4,"ID",BODY]`: the end of a call. A fourth item, which very old binders send, is
    /// dropped.
    ///
    /// @param id that of the call
    /// @param isSuccess whether it is form 3, which says that the code is not negative
    /// @param body an [Envelope] from a binder; may be any value from others, as `"unimplemented"` from C
    ///     clients
    record Reply(String id, boolean isSuccess, ByteBuf body) implements Json1Message {

        /// The parts of the body, if it is an envelope. Its response is a slice of the body.
        public Optional<Envelope> envelope() {
            return Envelope.decode(body);
        }
    }

    /// `[5,"API/EVENT",BODY]`: an event.
    ///
    /// @param name API and event, joined by a slash; any text from others than binders
    /// @param body `{"jtype":"afb-event","event":"API/EVENT","data":DATA}` from a binder; may be any value
    ///     from others
    record Event(String name, ByteBuf body) implements Json1Message {

        /// The data of the event as a slice of the body, if the body is an object that has a member `data`.
        public Optional<ByteBuf> data() {
            return JsonMembers.of(body).map(members -> members.get("data"));
        }
    }
}
