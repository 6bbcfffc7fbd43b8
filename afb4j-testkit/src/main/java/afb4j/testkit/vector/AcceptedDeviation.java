package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What our product does otherwise than the recorded C programs, on purpose. This is the whole list: nothing
/// else is excused.
///
/// Most of them rewrite the recording into what is wanted of us, so that the play is as strict as before. The
/// others concern single lines and are asked for by the comparison.
public enum AcceptedDeviation {

    /// Fragments are put together, where the binder of 2026 stops reading: `v1-probe-fragments*.s2026` are
    /// played as their twins of 2020.
    FRAGMENTS("W-13", DeviationRewrites::fragments),

    /// A pong always has the data of its ping, and an empty ping is answered too.
    PONG_ECHO("W-14", DeviationRewrites::pongs),

    /// A call whose id can be read is answered `proto-error`, where C drops it. Wanted in version 1; allowed
    /// in the legacy dialects, where the first broken message does not tell which one is spoken (5.4).
    PROTO_ERROR("W-93", DeviationRewrites::protoErrors),

    /// The limit is 1 048 500 bytes in every dialect: the call of 70 kB of `legacy-big` is answered.
    LEGACY_LIMIT("W-18", DeviationRewrites::legacyLimit),

    /// The reply to `exit` may be lost at the end of the process.
    EXIT_REPLY("hello.md Q6", DeviationRewrites::exitReplies),

    /// A client that hangs up because of a bad version may do so before its call leaves.
    REFUSED_VERSION("W-33", DeviationRewrites::refusedVersions),

    /// A client announces session and token when it likes, from the opening of the connection to the first
    /// call that uses them.
    ANNOUNCEMENT("S-32, W-34", SessionRewrites::announcements),

    /// A session or token that is not needed any more is dropped: by a client when it leaves, by a relay when
    /// its own client has left.
    SESSION_DROP("W-52", SessionRewrites::drops),

    /// Two uuids never share a session: `v1-probe-session-hash.s2020` is played as its twin of 2026.
    SESSION_HASH("B-30, S-60", SessionRewrites::hashes),

    /// Two tokens never share an id: a relay announces each of `v1-chain-tokens*`.
    TOKENS_APART("B-31, S-60", SessionRewrites::tokensApart),

    /// Credentials that cannot be read are an error, also where 2020 ignores them.
    UNREADABLE_CREDENTIALS("W-60, S-05", SessionRewrites::unreadableCredentials),

    /// The first message decides which legacy dialect is spoken: the call without credentials of
    /// `legacy2018-probe-creds` comes second.
    FIRST_CALL_DECIDES("5.4", SessionRewrites::firstCallDecides),

    /// An unsubscription says `x` and `e`, in any order, and ends the pushes, where 2020 goes on until `U`.
    UNSUBSCRIPTION("W-72, W-73", EventRewrites::unsubscriptions),

    /// The reply to an unsubscription that succeeded is a success, where the sample of 2026 says it failed.
    UNSUBSCRIPTION_REPLY("hello.md Q1", EventRewrites::unsubscriptionReplies),

    /// A client answers `U` to a push after the unsubscription, or shows it to its user as the simple
    /// programs do; not both, and not neither.
    UNEXPECTED("W-73", EventRewrites::unexpected),

    /// A replica is replaced when its id is created again with another name.
    REPLICA_NAME("W-75", EventRewrites::replicaNames),

    /// A relay remembers more than the last eight broadcasts. For the same reason a client may keep a
    /// broadcast from its user that it has seen before.
    BROADCAST_MEMORY("W-78", EventRewrites::broadcastMemory),

    /// Broadcasts to clients of 2018 carry uuid and hop, as in 2019: see [#isBroadcastOf2019(Message,
    /// Message)].
    BROADCAST_OF_2019("5.4, L-21", DeviationRewrites::nothing),

    /// A server describes its API where 2026 has no description: see [#isDescription(Message, Field, Field)].
    DESCRIPTION("W-83", DeviationRewrites::nothing),

    /// Our sample leaves out verbs of the C sample, `info` lists globs, and shows the guard of `set-loa` as
    /// it is, where C pulls a token out of an alternative: see [#withoutOptionalVerbs(String)] and
    /// [#withoutOwnVerbs(String)].
    INFO_OF_SAMPLE("hello.md 4.4, 4.6, http-and-wsj1.md P23", DeviationRewrites::nothing),

    /// Texts that are made by the binder may be those of 2026 instead of those of the vintage: see
    /// [#isBinderTextOf2026(Message, Message)] and [#unknownApiText(String)].
    BINDER_TEXTS("W-42", DeviationRewrites::nothing),

    /// A call that ends because its connection ended before it was sent has `disconnected` without info.
    CALL_WITHOUT_CONNECTION("S-22", DeviationRewrites::nothing),

    /// Over TCP nobody has credentials, where 2026 invents some: see [#isInvented(String)] and
    /// [#withoutInvented(String)].
    TCP_CREDENTIALS("W-58", DeviationRewrites::nothing),

    /// Credentials on behalf name the process of the player, where recorded ones name that of the recorded
    /// client: see [#areOurCredentials(String, String)].
    CREDENTIALS("W-59", DeviationRewrites::nothing),

    /// A close frame without message is optional at the end of a connection, and each end of stream is
    /// answered by the end of the other stream, where the server of 2017 keeps its connection.
    CLOSE("W-15, W-16", DeviationRewrites::closes);

    private static final String INVENTED_CREDENTIALS = "63:63:0-NoLabel";
    private static final String INVENTED_MEMBERS =
            "\"uid\":99,\"gid\":99,\"pid\":0,\"user\":\"99\",\"label\":\"NoLabel\",\"id\":\"NoLabel\",";
    private static final String HOP_OF_SOURCE = "9";
    private static final Pattern UNKNOWN_API = Pattern.compile("api [^\\s\"]+ not found( \\(for verb [^\\s\"]+\\))?");

    private static final Pattern GUARD_OF_SET_LOA =
            Pattern.compile("(\\{\"name\":\"set-loa\",\"auth\":)\"[^\"]*check-token[^\"]*\"\\}");
    private static final String INFO_SCHEMA = "afb-api-info";
    private static final Pattern OPTIONAL_VERBS = Pattern.compile(",\\{\"name\":\"(bug|ref|api|getfile)\"\\}");
    private static final Pattern OWN_VERBS =
            Pattern.compile(",\\{\"name\":\"(pingvt\"|[^\"]*\\*[^\"]*\",\"glob\":true)\\}");

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
    /// vintage, and means the same: `unknown-verb`, `no-reply`, `invalid-request`, all without info.
    static boolean isBinderTextOf2026(Message recorded, Message actual) {
        if (!recorded.isReply() || !actual.text("info").isEmpty()) {
            return false;
        }
        String wanted = error(recorded);
        String seen = error(actual);
        return (wanted.equals("unknown-verb") && seen.equals(wanted))
                || (wanted.equals("not-replied") && seen.equals("no-reply"))
                || (wanted.equals("unknown-session") && seen.equals("invalid-request"));
    }

    /// Returns an envelope without what tells of an unknown API besides the status `unknown-api`: 2017, 2020
    /// and 2026 have three infos for it, the last none.
    static String unknownApiText(String envelope) {
        boolean refused = envelope.contains("\"unknown-api\"");
        return refused ? UNKNOWN_API.matcher(envelope).replaceFirst("").replace(",\"info\":\"\"", "") : envelope;
    }

    /// Returns whether `actual` is the recorded broadcast with what the dialect of 2019 adds. It is the first
    /// emission: its hop is 9 (W-77).
    static boolean isBroadcastOf2019(Message recorded, Message actual) {
        return recorded.is("broadcast")
                && recorded.field("hop").isEmpty()
                && actual.text("hop").equals(HOP_OF_SOURCE);
    }

    /// Returns whether a description came where none was recorded: an object that says what `openapi` it is,
    /// and has `paths`.
    static boolean isDescription(Message recorded, Field wanted, Field seen) {
        return recorded.is("description")
                && "null".equals(wanted.value())
                && JsonTexts.hasMembers(String.valueOf(seen.value()), "openapi", "paths");
    }

    /// Returns whether recorded credentials on behalf were invented for a client over TCP.
    static boolean isInvented(@Nullable String recorded) {
        return INVENTED_CREDENTIALS.equals(recorded);
    }

    /// Returns what `my-info` answers to a client without credentials, where those were invented.
    static String withoutInvented(String object) {
        return object.replace(INVENTED_MEMBERS, "");
    }

    /// Returns the answer of the verb `info` without the verbs that a twin of the sample may leave out, and
    /// with the guard of `set-loa` in one word, which is equivalent.
    static String withoutOptionalVerbs(String object) {
        if (!object.contains(INFO_SCHEMA)) {
            return object;
        }
        String others = OPTIONAL_VERBS.matcher(object).replaceAll("");
        return GUARD_OF_SET_LOA.matcher(others).replaceAll("$1\"check-token\"}");
    }

    /// Returns the answer of the verb `info` of our sample without what that of C does not list: globs, and
    /// the verb `pingvt`, by which the price of a thread is measured.
    static String withoutOwnVerbs(String object) {
        return object.contains(INFO_SCHEMA) ? OWN_VERBS.matcher(object).replaceAll("") : object;
    }

    /// Returns whether credentials on behalf name the process of the player where those of another process
    /// were recorded.
    static boolean areOurCredentials(@Nullable String recorded, @Nullable String actual) {
        return recorded != null && !recorded.isEmpty() && actual != null && OwnCredentials.areMeantBy(actual);
    }

    /// Returns whether `frame` is a close frame that says nothing but the end.
    static boolean isBareClose(WsFrame frame) {
        int code = frame.closeCode().orElse(1000);
        return frame.opcode() == Opcode.CLOSE && frame.fin() && (code == 1000 || code == 1001);
    }

    /// Returns whether a call may end with these texts where `disconnected` / `server hung up` was recorded.
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
