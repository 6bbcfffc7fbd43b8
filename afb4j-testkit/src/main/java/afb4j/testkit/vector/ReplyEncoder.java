package afb4j.testkit.vector;

import org.jspecify.annotations.Nullable;

/// Writes the answer to a call, as the dialect has it.
final class ReplyEncoder {
    private ReplyEncoder() {}

    /// Returns the message in hexadecimal.
    static String encode(Dialect dialect, long callId, @Nullable String error, @Nullable String info, String object) {
        String id = Long.toString(callId);
        if (dialect != Dialect.LEGACY_2017) {
            return MessageEncoder.encode(dialect, "reply", id, error, info, object);
        }
        String text = info == null ? "" : info;
        return error == null
                ? MessageEncoder.encode(dialect, "success", id, text, object)
                : MessageEncoder.encode(dialect, "failure", id, error, text);
    }
}
