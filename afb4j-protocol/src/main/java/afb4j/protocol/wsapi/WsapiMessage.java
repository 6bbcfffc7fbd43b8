package afb4j.protocol.wsapi;

import afb4j.protocol.wire.Ranges;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message of WSAPI version 1: one record per row of table 3.1.
///
/// In the byte tables `str` is a counted string with final NUL, `nstr` the same or null, `obj` a string that holds a
/// JSON text. Ids have 16 bits and belong to one connection; 0 is never allocated (W-35). A `ByteBuf` is a JSON text
/// without its NUL and is borrowed (see the package); records do not release it. Constructors refuse numbers that do
/// not fit their field with `IllegalArgumentException`.
public sealed interface WsapiMessage permits WsapiMessage.ToServer, WsapiMessage.ToClient {

    /// What a client sends.
    sealed interface ToServer extends WsapiMessage
            permits VersionOffer, Call, Unexpected, Describe, SessionAdd, SessionDrop, TokenAdd, TokenDrop {}

    /// What a server sends.
    sealed interface ToClient extends WsapiMessage
            permits VersionSet, Reply, EventCreate, EventRemove, Subscribe, Unsubscribe, Push, Broadcast, Description {}

    /// `'V' | u32 identifier | u8 count | count × u8 version`: the versions a client knows (W-31), one at least.
    record VersionOffer(List<Integer> versions) implements ToServer {

        private static final int MAX_COUNT = 255;

        /// Copies the list.
        public VersionOffer {
            versions = List.copyOf(versions);
            if (versions.isEmpty() || versions.size() > MAX_COUNT) {
                throw new IllegalArgumentException(
                        "offer has " + versions.size() + " versions, allowed are 1 to " + MAX_COUNT);
            }
            versions.forEach(version -> Ranges.checkU8(version, "version"));
        }
    }

    /// `'v' | u8 version`: the version a server chose.
    record VersionSet(int version) implements ToClient {
        /// Checks the range.
        public VersionSet {
            Ranges.checkU8(version, "version");
        }
    }

    /// `'K' | u16 callid | str verb | u16 sessionid | u16 tokenid | obj arguments | nstr credentials`: a call.
    /// Session 0 and token 0 mean none; credentials are those of who is called for (W-59), null means those of
    /// the connection.
    record Call(
            int callId,
            String verb,
            int sessionId,
            int tokenId,
            ByteBuf arguments,
            @Nullable String credentials) implements ToServer {
        /// Checks the ranges.
        public Call {
            Ranges.checkU16(callId, "call id");
            Ranges.checkU16(sessionId, "session id");
            Ranges.checkU16(tokenId, "token id");
        }
    }

    /// `'k' | u16 callid | nstr error | nstr info | obj object`: the end of a call; a success when error is null
    /// (W-40).
    record Reply(
            int callId, @Nullable String error, @Nullable String info, ByteBuf object) implements ToClient {
        /// Checks the range.
        public Reply {
            Ranges.checkU16(callId, "call id");
        }
    }

    /// `'E' | u16 eventid | str name`: what an event id stands for on this connection (W-70).
    record EventCreate(int eventId, String name) implements ToClient {
        /// Checks the range.
        public EventCreate {
            Ranges.checkU16(eventId, "event id");
        }
    }

    /// `'e' | u16 eventid`: the event is no more (W-74).
    record EventRemove(int eventId) implements ToClient {
        /// Checks the range.
        public EventRemove {
            Ranges.checkU16(eventId, "event id");
        }
    }

    /// `'X' | u16 callid | u16 eventid`: subscribes the requester of a pending call (W-71).
    record Subscribe(int callId, int eventId) implements ToClient {
        /// Checks the ranges.
        public Subscribe {
            Ranges.checkU16(callId, "call id");
            Ranges.checkU16(eventId, "event id");
        }
    }

    /// `'x' | u16 callid | u16 eventid`: unsubscribes the requester of a pending call (W-71).
    record Unsubscribe(int callId, int eventId) implements ToClient {
        /// Checks the ranges.
        public Unsubscribe {
            Ranges.checkU16(callId, "call id");
            Ranges.checkU16(eventId, "event id");
        }
    }

    /// `'P' | u16 eventid | obj data`: an event for those who subscribed.
    record Push(int eventId, ByteBuf data) implements ToClient {
        /// Checks the range.
        public Push {
            Ranges.checkU16(eventId, "event id");
        }
    }

    /// `'B' | str name | obj data | 16 bytes uuid | u8 hop`: an event for everybody (W-77, W-78).
    record Broadcast(String name, ByteBuf data, UUID uuid, int hop) implements ToClient {
        /// Checks the range.
        public Broadcast {
            Ranges.checkU8(hop, "hop");
        }
    }

    /// `'U' | u16 eventid`: nobody here wants this event (W-73).
    record Unexpected(int eventId) implements ToServer {
        /// Checks the range.
        public Unexpected {
            Ranges.checkU16(eventId, "event id");
        }
    }

    /// `'D' | u16 descid`: asks for the description of the api.
    record Describe(int descriptionId) implements ToServer {
        /// Checks the range.
        public Describe {
            Ranges.checkU16(descriptionId, "description id");
        }
    }

    /// `'d' | u16 descid | obj description`, or with a u32 descid in 2019 (W-80): the description.
    record Description(int descriptionId, ByteBuf object) implements ToClient {
        /// Checks the range.
        public Description {
            Ranges.checkU16(descriptionId, "description id");
        }
    }

    /// `'S' | u16 sessionid | str uuid`: binds an id to a session (W-50).
    record SessionAdd(int sessionId, String uuid) implements ToServer {
        /// Checks the range.
        public SessionAdd {
            Ranges.checkU16(sessionId, "session id");
        }
    }

    /// `'s' | u16 sessionid`: forgets the id (W-52).
    record SessionDrop(int sessionId) implements ToServer {
        /// Checks the range.
        public SessionDrop {
            Ranges.checkU16(sessionId, "session id");
        }
    }

    /// `'T' | u16 tokenid | str token`: binds an id to a token (W-56). Its text form hides the token (R32).
    record TokenAdd(int tokenId, String token) implements ToServer {
        /// Checks the range.
        public TokenAdd {
            Ranges.checkU16(tokenId, "token id");
        }

        @Override
        public String toString() {
            return "TokenAdd[tokenId=" + tokenId + "]";
        }
    }

    /// `'t' | u16 tokenid`: forgets the id.
    record TokenDrop(int tokenId) implements ToServer {
        /// Checks the range.
        public TokenDrop {
            Ranges.checkU16(tokenId, "token id");
        }
    }
}
