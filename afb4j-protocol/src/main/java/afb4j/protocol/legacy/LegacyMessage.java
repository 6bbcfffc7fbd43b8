package afb4j.protocol.legacy;

import afb4j.protocol.wire.Ranges;
import io.netty.buffer.ByteBuf;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A legacy message: one record per row of table 4.1 and of those of 4.3.
///
/// In the byte tables `str` is a counted string with final NUL, `nstr` the same or null, `obj` a string that holds a
/// JSON text. Ids are 32 opaque bits, to be echoed and compared, never interpreted (L-01). A `ByteBuf` is a JSON text
/// without its NUL and is borrowed (see the package); records do not release it.
public sealed interface LegacyMessage permits LegacyMessage.ToServer, LegacyMessage.ToClient {

    /// What a client sends.
    sealed interface ToServer extends LegacyMessage permits Call, SubcallAnswer, Describe {}

    /// What a server sends.
    sealed interface ToClient extends LegacyMessage
            permits Success,
                    Failure,
                    Reply,
                    EventCreate,
                    EventRemove,
                    Push,
                    Broadcast,
                    TracedBroadcast,
                    Subscribe,
                    Unsubscribe,
                    Subcall,
                    Description {}

    /// `'C' | u32 callid | str verb | str session uuid | obj arguments`, since 2018 `| nstr credentials` (L-20),
    /// which are null for 2017.
    record Call(
            int callId,
            String verb,
            String sessionUuid,
            ByteBuf arguments,
            @Nullable String credentials) implements ToServer {}

    /// `'T' | u32 callid | str info | obj object`, 2017: success; empty info means none (L-03).
    record Success(int callId, String info, ByteBuf object) implements ToClient {}

    /// `'F' | u32 callid | str status | str info`, 2017: failure; empty info means none (L-03).
    record Failure(int callId, String status, String info) implements ToClient {}

    /// `'Y' | u32 callid | nstr error | nstr info | obj object`, since 2018: a success when error is null.
    record Reply(
            int callId, @Nullable String error, @Nullable String info, ByteBuf object) implements ToClient {}

    /// `'+' | u32 eventid | str name`: event create (L-05).
    record EventCreate(int eventId, String name) implements ToClient {}

    /// `'-' | u32 eventid | str name`: event remove (L-05).
    record EventRemove(int eventId, String name) implements ToClient {}

    /// `'!' | u32 eventid | str name | obj data`: an event for those who subscribed.
    record Push(int eventId, String name, ByteBuf data) implements ToClient {}

    /// `'*' | str name | obj data`, 2017 and 2018: an event for everybody.
    record Broadcast(String name, ByteBuf data) implements ToClient {}

    /// `'*' | str name | obj data | 16 bytes uuid | u8 hop`, 2019: an event for everybody that cannot run in
    /// circles (L-21). To be written for 2018 as well: its clients ignore the last two fields (5.4).
    record TracedBroadcast(String name, ByteBuf data, UUID uuid, int hop) implements ToClient {
        /// Checks the range.
        public TracedBroadcast {
            Ranges.checkU8(hop, "hop");
        }
    }

    /// `'S' | u32 callid | u32 eventid | str name`: subscribes the requester of a pending call (L-04).
    record Subscribe(int callId, int eventId, String name) implements ToClient {}

    /// `'U' | u32 callid | u32 eventid | str name`: unsubscribes the requester of a pending call (L-04).
    record Unsubscribe(int callId, int eventId, String name) implements ToClient {}

    /// `'B' | u32 subcallid | u32 callid | str api | str verb | obj arguments`, 2017: within a call the server
    /// has the client run a verb as the requester of that call (L-07).
    record Subcall(int subcallId, int callId, String api, String verb, ByteBuf arguments) implements ToClient {}

    /// `'R' | u32 subcallid | u8 iserror | obj result`, 2017: the answer to a subcall (L-07). `errorCode` is 0 for a
    /// success; all of 1 to 255 are failures.
    record SubcallAnswer(int subcallId, int errorCode, ByteBuf result) implements ToServer {
        /// Checks the range.
        public SubcallAnswer {
            Ranges.checkU8(errorCode, "iserror");
        }

        /// Whether the subcall failed.
        public boolean isError() {
            return errorCode != 0;
        }
    }

    /// `'D' | u32 descid`: asks for the description of the api.
    record Describe(int descriptionId) implements ToServer {}

    /// `'d' | u32 descid | obj description`: the description.
    record Description(int descriptionId, ByteBuf object) implements ToClient {}
}
