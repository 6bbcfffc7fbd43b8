package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Reply] as the three texts of the wire, error, info and object, and back (W-40, W-43).
final class Replies {

    /// The call could not be sent: W-42.
    static final Reply CANNOT_SEND = Reply.of(Status.INTERNAL_ERROR.withInfo("can't send message"));
    /// The reply could not be understood: W-94.
    static final Reply UNREADABLE = Reply.of(Status.named("proto-error").withInfo("can't process success"));
    /// The failure could not be understood: L-10.
    static final Reply UNREADABLE_FAILURE = Reply.of(Status.named("proto-error").withInfo("can't process fail"));
    /// The connection went while the call was pending: W-90.
    static final Reply HUNG_UP = Reply.of(Status.DISCONNECTED.withInfo("server hung up"));
    /// The connection went while the subcall was pending: L-09.
    static final Reply HUNG_UP_CLIENT = Reply.of(Status.DISCONNECTED.withInfo("client hung up"));
    /// There is no connection: W-42.
    static final Reply DISCONNECTED = Reply.of(Status.DISCONNECTED);
    /// The call could not be read: W-93.
    static final Status MALFORMED_CALL = Status.named("proto-error").withInfo("can't process call");

    private Replies() {}

    /// What failed, null for a success.
    static @Nullable String error(Reply reply) {
        Status status = reply.status();
        return status.isSuccess() ? null : status.name();
    }

    static @Nullable String info(Reply reply) {
        return reply.status().info().orElse(null);
    }

    /// The text of the values: sent as it came when it is one JSON value.
    static byte[] object(Reply reply) {
        return reply.json().rawUtf8();
    }

    /// The reply that these texts say.
    static Reply read(@Nullable String error, @Nullable String info, Json object) {
        Status status = error == null ? Status.SUCCESS : Status.named(error);
        return new Reply(info == null ? status : status.withInfo(info), List.of(object));
    }
}
