package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What our product does otherwise than the recorded C programs, on purpose. This is the whole list:
/// nothing else is excused.
///
/// Most of them rewrite the recording into what is wanted of us, so that the play is as strict as before.
/// The others concern single lines and are asked for by the comparison.
public enum AcceptedDeviation {

    /// Fragments are put together, where the binder of 2026 stops reading: `v1-probe-fragments*.s2026` are
    /// played as their twins of 2020.
    FRAGMENTS("W-13", DeviationRewrites::fragments),

    /// A pong always has the data of its ping, and an empty ping is answered too.
    PONG_ECHO("W-14", DeviationRewrites::pongs),

    /// A close frame without message is optional at the end of a connection, and each end of stream is
    /// answered by the end of the other stream, where the server of 2017 keeps its connection.
    CLOSE("W-15, W-16", DeviationRewrites::closes),

    /// A call whose id can be read is answered `proto-error`, where C drops it. Wanted in version 1;
    /// allowed in the legacy dialects, where the first broken message does not tell which one is spoken
    /// (5.4).
    PROTO_ERROR("W-93", DeviationRewrites::protoErrors),

    /// The limit is 1 048 500 bytes in every dialect: the call of 70 kB of `legacy-big` is answered.
    LEGACY_LIMIT("W-18", DeviationRewrites::legacyLimit),

    /// The reply to `exit` may be lost at the end of the process.
    EXIT_REPLY("hello.md Q6", DeviationRewrites::exitReplies),

    /// A client that hangs up because of a bad version may do so before its call leaves.
    REFUSED_VERSION("W-33", DeviationRewrites::refusedVersions),

    /// A relay without sessions of its own yet may send calls without session.
    RELAY_SESSION("W-55", DeviationRewrites::relaySessions),

    /// Texts that are made by the binder may be those of 2026 instead of those of the vintage: see
    /// [#isBinderTextOf2026(Message, Message)].
    BINDER_TEXTS("W-42", DeviationRewrites::nothing),

    /// A call that ends because its connection ended before it was sent has `disconnected` without info.
    CALL_WITHOUT_CONNECTION("S-22", DeviationRewrites::nothing),

    /// Credentials on behalf are optional, and name other processes: see [#areOtherCredentials(String,
    /// String)].
    CREDENTIALS("W-58, W-61", DeviationRewrites::nothing);

    private static final Pattern CREDENTIALS_TEXT = Pattern.compile("[0-9a-f]+:[0-9a-f]+:[0-9a-f]+-.*");

    private final String rule;
    private final Rewrite rewrite;

    AcceptedDeviation(String rule, Rewrite rewrite) {
        this.rule = rule;
        this.rewrite = rewrite;
    }

    /// Returns the rules that want it.
    public String rule() {
        return rule;
    }

    /// Returns the conversation that is wanted of our product in place of the recorded one.
    public static Vector rewrite(Vector recorded, Subject subject) {
        Vector wanted = recorded;
        for (AcceptedDeviation deviation : values()) {
            wanted = deviation.rewrite.apply(wanted, subject);
        }
        return wanted;
    }

    /// Returns the deviations that change the lines of a conversation.
    public static List<AcceptedDeviation> rewriting(Vector recorded, Subject subject) {
        return Arrays.stream(values())
                .filter(deviation ->
                        !deviation.rewrite.apply(recorded, subject).frames().equals(recorded.frames()))
                .toList();
    }

    /// Returns whether `actual` answers with the text of 2026 where the recorded answer has the text of its
    /// vintage, and means the same: `unknown-verb` without info, `no-reply` without info.
    static boolean isBinderTextOf2026(Message recorded, Message actual) {
        if (!recorded.isReply() || !actual.text("info").isEmpty()) {
            return false;
        }
        String wanted = error(recorded);
        String seen = error(actual);
        return (wanted.equals("unknown-verb") && seen.equals(wanted))
                || (wanted.equals("not-replied") && seen.equals("no-reply"));
    }

    /// Returns whether a call has no session where the recorded one had one. Accepted when that session was
    /// not announced, which only [#RELAY_SESSION] allows.
    static boolean isWithoutSession(Field recorded, Field actual) {
        return recorded.name().equals("sessionid") && actual.number() == 0;
    }

    /// Returns whether credentials may differ in that way: absent where some were recorded, or those of
    /// another process.
    static boolean areOtherCredentials(@Nullable String recorded, @Nullable String actual) {
        return recorded != null
                && (actual == null || CREDENTIALS_TEXT.matcher(actual).matches());
    }

    /// Returns whether `frame` is a close frame that says nothing but the end.
    static boolean isBareClose(WsFrame frame) {
        int code = frame.closeCode().orElse(1000);
        return frame.opcode() == Opcode.CLOSE && frame.fin() && (code == 1000 || code == 1001);
    }

    /// Returns whether a call may end with these texts where `disconnected` / `server hung up` was
    /// recorded.
    static boolean isDisconnection(ReplySeen seen) {
        return Objects.equals(seen.error(), "disconnected")
                && (seen.info() == null || seen.info().equals("server hung up"));
    }

    private static String error(Message reply) {
        return reply.text("error") + reply.text("status");
    }

    /// Recording → what is wanted of us.
    @Immutable
    private interface Rewrite {
        Vector apply(Vector recorded, Subject subject);
    }
}
