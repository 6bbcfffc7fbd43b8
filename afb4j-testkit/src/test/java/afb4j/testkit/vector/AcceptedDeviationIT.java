package afb4j.testkit.vector;

import static afb4j.testkit.vector.Edits.append;
import static afb4j.testkit.vector.Edits.having;
import static afb4j.testkit.vector.Edits.insert;
import static afb4j.testkit.vector.Edits.kind;
import static afb4j.testkit.vector.Edits.lose;
import static afb4j.testkit.vector.Edits.set;
import static afb4j.testkit.vector.Edits.swap;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How far each [AcceptedDeviation] goes: what it lets pass, and what is near it and does not pass. Those of
/// clients are in [ClientPlayIT].
class AcceptedDeviationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What a play says that waited in vain, and how long it waits where a test wants that.
    private static final String IN_VAIN = "nothing came";

    private static final Duration IMPATIENCE = Duration.ofMillis(500);
    private static final String UUID = "00112233445566778899aabbccddeeff";
    private static final UnaryOperator<Vector> AS_WANTED = UnaryOperator.identity();

    /// What a program does that behaves exactly as the recorded one is refused where it is a fault.
    @ParameterizedTest
    @CsvSource({
        "v1-events.c2020-s2020, nothing came", // W-72: no e with the x
        "v1-events-once.c2026-s2026, error is \"failed\"", // hello.md Q1
        "v1-binding-v4.c2020-s2026, error is \"error\"",
        "v1-probe-session-hash.s2020, secret of somebody", // B-30
        "v1-probe-creds.s2020, error is null" // W-60
    })
    void refusesTheRecordedServer(String name, String complaint) {
        Vector recorded = DeviationRewrites.closes(Vectors.load(name), Subject.SERVER);

        refusesServer(name, _ -> recorded, complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "v1-chain.c2020-a2020-b2020, nothing came", // W-72
        "v1-chain-tokens.a2026-b2026, came call", // B-31
        "v1-client-events.a2026, hello/other", // W-75
        "v1-client-broadcasts.a2020, came broadcast" // W-78
    })
    void refusesTheRecordedRelay(String name, String complaint) {
        Vector recorded = DeviationRewrites.closes(Vectors.load(name), Subject.RELAY);

        refusesRelay(name, _ -> recorded, complaint);
    }

    // W-72
    @Test
    void letsUnsubscriptionAndRemovalComeInAnyOrder() {
        acceptsServer("v1-events.c2020-s2020", swap(kind("unsubscribe"), kind("event-remove")));
        acceptsServer("v1-events.c2026-s2026", swap(kind("unsubscribe"), kind("event-remove")));
    }

    // W-72, S-10
    @Test
    void wantsBothUnsubscriptionAndRemoval() {
        refusesServer("v1-events.c2026-s2026", lose(kind("unsubscribe")), "must come after #18 S2C  unsubscribe");
        refusesServer("v1-events.c2020-s2020", lose(kind("event-remove")), "nothing came");
        refusesServer(
                "v1-events.c2020-s2026",
                swap(
                        kind("unsubscribe"),
                        having("info", "")
                                .and(kind("reply"))
                                .and(line -> line.id("callid").orElse(0) == 6)),
                "must come after");
    }

    // W-72: pushes end with the unsubscription
    @Test
    void refusesPushesAfterTheUnsubscription() {
        refusesServer("v1-events.c2020-s2020", insert(kind("event-remove"), "push", "1", "[2]"), "came push");
    }

    // W-70, W-76: the event is created again before it is named again
    @Test
    void wantsTheEventCreatedAgainAfterTheUnsubscription() {
        UnaryOperator<Vector> secondCreation = vector -> {
            List<VectorFrame> lines = new ArrayList<>(vector.frames());
            lines.remove(lines.lastIndexOf(
                    lines.stream().filter(kind("event-create")).findFirst().orElseThrow()));
            return vector.withFrames(lines);
        };

        refusesServer("v1-events-once.c2020-s2020", secondCreation, "must come after");
    }

    // L-05
    @Test
    void wantsTheRemovalLastInTheLegacyDialects() {
        refusesServer("legacy-events-once", swap(kind("unsubscribe"), kind("event-remove")), "must come after");
        refusesServer("legacy2018-events-once", swap(kind("unsubscribe"), kind("event-remove")), "must come after");
    }

    // W-97, hello.md Q7
    @Test
    void letsEventsComeBeforeOrAfterTheReplyOfTheirCall() {
        acceptsServer("v1-events-two.c2020-s2020", swap(kind("push"), replyTo(5)));
        acceptsServer("v1-events.c2026-s2026", swap(kind("push"), replyTo(4)));
        acceptsServer("v1-broadcast.c2020-s2020", swap(kind("broadcast"), replyTo(1)));
        acceptsServer("v1-broadcast.c2026-s2026", swap(kind("broadcast"), replyTo(1)));
    }

    // W-97: but not before the call, nor changed, nor twice
    @Test
    void refusesEventsThatNoCallCaused() {
        refusesServer("v1-events-two.c2020-s2020", swap(kind("push"), replyTo(4)), "came push");
        refusesServer("v1-broadcast.c2026-s2026", set(kind("broadcast"), "hop", "10"), "hop is");
        refusesServer("v1-broadcast.c2026-s2026", set(kind("broadcast"), "name", "hello/other"), "name is");
        refusesServer("v1-events.c2026-s2026", set(kind("push"), "data", "1"), "data is");
        refusesServer("v1-events.c2026-s2026", insert(kind("push"), "push", "2", "1"), "came push");
    }

    // W-77: each broadcast has a uuid of its own
    @Test
    void refusesTheSameUuidForTwoBroadcasts() {
        UnaryOperator<Vector> same = vector -> {
            String uuid = vector.messages()
                    .filter(message -> message.is("broadcast"))
                    .findFirst()
                    .orElseThrow()
                    .text("uuid");
            return set(kind("broadcast").and(having("name", "hello/event")), "uuid", uuid)
                    .apply(vector);
        };

        acceptsServer("v1-broadcast.c2026-s2026", set(kind("broadcast"), "uuid", UUID));
        refusesServer("v1-broadcast.c2026-s2026", same, "uuid is");
    }

    // W-83
    @Test
    void letsAServerDescribeWhere2026DoesNot() {
        String description = "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"hello\"},\"paths\":{}}";

        acceptsServer("v1-probe-describe.s2026", set(kind("description"), "description", description));
        refusesServer("v1-probe-describe.s2026", set(kind("description"), "description", "{}"), "description is");
        refusesServer("v1-probe-describe.s2026", set(kind("description"), "description", "1"), "description is");
        refusesServer("v1-probe-describe.s2020", set(kind("description"), "description", "null"), "description is");
        refusesServer("v1-describe.c2020-a2020-b2026", set(kind("description"), "descid", "7"), "descid is");
    }

    // W-82: who has to write 32 bits writes them
    @Test
    void wantsWideDescriptionIdsForClientsOf2019() {
        UnaryOperator<Vector> narrow = vector -> vector.withFrames(vector.frames().stream()
                .map(line -> line.isMessage("description")
                        ? line.withHex("64" + line.frame().hex().substring(2, 6)
                                + line.frame().hex().substring(10))
                        : line)
                .toList());

        refusesServer("v1-describe.c2019-a2019-b2019", narrow, "malformed");
    }

    // 5.4, L-21
    @Test
    void letsBroadcastsOf2018CarryWhat2019Adds() {
        acceptsServer("legacy2018-broadcast", append(kind("broadcast"), UUID + "09"));
        refusesServer("legacy2018-broadcast", append(kind("broadcast"), UUID + "0a"), "more fields");
        refusesServer("legacy2018-broadcast", append(kind("broadcast"), UUID), "malformed");
        refusesServer("legacy-broadcast", append(kind("broadcast"), UUID + "09"), "malformed");
    }

    // W-42
    @Test
    void letsAServerUseTheTextsOf2026() {
        acceptsServer("v1-probe-sessions.s2020", set(replyTo(1), "error", "invalid-request"));
        refusesServer("v1-probe-sessions.s2020", set(replyTo(1), "error", "internal-error"), "error is");
        refusesServer("v1-probe-sessions.s2026", set(replyTo(1), "error", "unknown-session"), "error is");
        refusesRelay(
                "v1-chain.c2026-a2026-b2020",
                set(kind(RelayPlay.CLIENT_LINK, "reply").and(replyTo(5)), "info", null),
                "info is null");
    }

    // W-58
    @Test
    void letsAServerHaveNoCredentialsOverTcp() {
        String none = "[{\"uuid\":\"v4-session\",\"LOA\":0},null,null]";
        String some = "[{\"uid\":99,\"uuid\":\"v4-session\",\"LOA\":0},null,null]";

        acceptsServer("v1-binding-v4.c2026-s2026", set(replyTo(8), "object", none));
        refusesServer("v1-binding-v4.c2026-s2026", set(replyTo(8), "object", some), "object is");
    }

    // 5.4, L-20, W-93
    @Test
    void letsACallWithoutCredentialsBeDroppedOrAnsweredByProtoError() {
        acceptsServer("legacy2018-probe-creds", lose(replyTo(1)));
        acceptsServer("legacy2018-probe-creds", set(replyTo(1), "error", "proto-error"));
        refusesServer("legacy2018-probe-creds", set(replyTo(1), "error", null), "error is null");
    }

    // W-59
    @Test
    void wantsTheCredentialsOfTheClientOverUnix() {
        String other = OwnCredentials.withLabel("NoLabel").replaceFirst(":[0-9a-f]+-", ":1-");
        String remote = "A-B";

        acceptsRelay("v1-unix-creds.c2026-a2026-b2026", AS_WANTED);
        refusesRelay("v1-unix-creds.c2026-a2026-b2026", set(kind(remote, "call"), "creds", null), "creds is null");
        refusesRelay("v1-chain-tcp.c2020-a2020-b2020", set(kind(remote, "call"), "creds", other), "creds is");
        acceptsRelay("v1-chain-tcp.c2026-a2026-b2026", set(kind(remote, "call"), "creds", null));
        refusesRelay("v1-chain-tcp.c2026-a2026-b2026", set(kind(remote, "call"), "creds", "0:0:1-x"), "creds is");
    }

    // W-52
    @Test
    void refusesADropBeforeTheSessionEnds() {
        refusesRelay(
                "v1-chain-tcp.c2026-a2026-b2026",
                insert(kind("A-B", "call"), "session-drop", "3"),
                "came session-drop");
        refusesRelay(
                "v1-unexpected.a2026-b2026", insert(kind("A-B", "call"), "session-drop", "3"), "came session-drop");
    }

    // W-52, W-54: its session ends with the client, whatever is said later
    @Test
    void letsARelayDropASessionAsSoonAsItsClientIsGone() {
        acceptsRelay("v1-unexpected.a2026-b2026", AS_WANTED);
        acceptsRelay("v1-unexpected.a2026-b2026", lose(kind("session-drop")));
    }

    // hello.md 4.4, 4.6, http-and-wsj1.md P23
    @Test
    void letsOurSampleHaveOtherVerbsThanThatOfC() {
        String name = "v1-binding-v4.c2026-s2026";
        String recorded = wanted(name, Subject.SERVER)
                .messages()
                .filter(message -> message.text("object").contains("afb-api-info"))
                .findFirst()
                .orElseThrow()
                .text("object");
        String ours = recorded.replace(",{\"name\":\"bug\"}", "")
                .replace(",{\"name\":\"gethttp\"}]", ",{\"name\":\"gethttp\"},{\"name\":\"x-*\",\"glob\":true}]")
                .replace("{\"name\":\"opaque\"}", "{\"name\":\"opaque\"},{\"name\":\"pingvt\"}");

        acceptsServer(name, set(replyTo(9), "object", ours));
        refusesServer(name, set(replyTo(9), "object", ours.replace(",{\"name\":\"fail\"}", "")), "object is");
        refusesServer(name, set(replyTo(9), "object", ours.replace("x-*", "xx")), "object is");
        refusesServer(name, set(replyTo(9), "object", ours.replace("pingvt", "ping2")), "object is");
        refusesServer(name, set(replyTo(9), "object", ours.replace("\"check-token\"", "\"yes\"")), "object is");
        refusesServer(name, set(replyTo(9), "object", ours.replace("(check-token", "(yes")), "object is");
        refusesServer(name, set(replyTo(9), "object", ours.replace(",\"session-close\":true", "")), "object is");
    }

    // W-55, W-57, S-32
    @Test
    void wantsSessionAndTokenOfTheClientAtTheRemoteServer() {
        String name = "v1-chain.c2026-a2026-b2026";

        acceptsRelay(name, swap(kind("A-B", "session-add"), kind("A-B", "token-add")));
        refusesRelay(name, set(kind("A-B", "session-add"), "uuid", "another-session"), "uuid is");
        refusesRelay(name, set(kind("A-B", "token-add"), "token", "another-token"), "token is");
        refusesRelay(name, swap(kind("A-B", "session-add"), kind("A-B", "call")), "must come after");
    }

    // W-77, W-78
    @Test
    void wantsBroadcastsRelayedOnceWithTheSameUuid() {
        String name = "v1-broadcast-twice.a2026-b2026";

        acceptsRelay(name, AS_WANTED);
        refusesRelay(name, set(kind(RelayPlay.CLIENT_LINK, "broadcast"), "uuid", UUID), "uuid is");
        refusesRelay(name, set(kind(RelayPlay.CLIENT_LINK, "broadcast"), "hop", "9"), "hop is");
        refusesRelay(
                name,
                insert(
                        kind(RelayPlay.CLIENT_LINK, "broadcast"),
                        "broadcast",
                        "hello/news",
                        "\"1\"",
                        "6b00dd62391147658d3982221448dd63",
                        "8"),
                "came broadcast");
    }

    // W-73
    @Test
    void wantsARelayToAnswerUnexpectedPushes() {
        refusesRelay("v1-unexpected.a2026-b2026", lose(kind("unexpected")), "nothing came");
        refusesRelay("v1-chain.c2020-a2020-b2020", lose(kind("unexpected")), "nothing came");
        refusesServer("v1-unexpected.a2020-b2020", lose(kind("event-remove")), "nothing came");
    }

    private static Predicate<VectorFrame> replyTo(long callId) {
        return line -> line.message().filter(Message::isReply).isPresent()
                && line.id("callid").orElse(-1) == callId;
    }

    private static void acceptsServer(String name, UnaryOperator<Vector> edit) {
        Vector script = edit.apply(wanted(name, Subject.SERVER));
        List<Vector> scripts = List.of(script, Liveness.vector(script.dialect()));
        try (ScriptedServer server = new ScriptedServer(PATIENCE, scripts)) {
            ServerPlay.of(Vectors.load(name)).withPatience(PATIENCE).against(server);
        }
    }

    private static void refusesServer(String name, UnaryOperator<Vector> edit, String complaint) {
        Vector script = edit.apply(wanted(name, Subject.SERVER));
        try (ScriptedServer server = new ScriptedServer(PATIENCE, List.of(script))) {
            ServerPlay play = ServerPlay.of(Vectors.load(name)).withPatience(patience(complaint));

            assertThatThrownBy(() -> play.against(server))
                    .isInstanceOf(VectorMismatch.class)
                    .hasMessageContaining(complaint);
        }
    }

    private static void acceptsRelay(String name, UnaryOperator<Vector> edit) {
        ScriptedRelay relay = new ScriptedRelay(edit.apply(wanted(name, Subject.RELAY)), PATIENCE);

        RelayPlay.of(Vectors.load(name)).withPatience(PATIENCE).against(relay);
    }

    private static void refusesRelay(String name, UnaryOperator<Vector> edit, String complaint) {
        ScriptedRelay relay = new ScriptedRelay(edit.apply(wanted(name, Subject.RELAY)), PATIENCE);
        RelayPlay play = RelayPlay.of(Vectors.load(name)).withPatience(patience(complaint));

        assertThatThrownBy(() -> play.against(relay))
                .isInstanceOf(VectorMismatch.class)
                .hasMessageContaining(complaint);
    }

    private static Duration patience(String complaint) {
        return complaint.equals(IN_VAIN) ? IMPATIENCE : PATIENCE;
    }

    private static Vector wanted(String name, Subject subject) {
        return AcceptedDeviation.rewrite(PlayedPart.of(Vectors.load(name), subject), subject);
    }
}
