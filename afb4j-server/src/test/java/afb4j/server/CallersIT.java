package afb4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Credentials;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.client.AfbClient;
import afb4j.core.CoreConfig;
import afb4j.core.security.PermissionChecker;
import afb4j.core.security.PermissionPolicy;
import afb4j.core.session.SessionConfig;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import afb4j.transport.Network;
import afb4j.transport.Sockspec;
import afb4j.transport.TransportConfig;
import afb4j.transport.link.Link;
import afb4j.transport.link.LinkConfig;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a verb knows of its caller, and what callers may do.
@ExtendWith(ThreadLeaks.class)
final class CallersIT {

    private static final int LIMIT_SECONDS = 10;
    private static final String OTHER = "1:2:3-System:App:nav";

    @TempDir
    Path folder;

    private static Api api() {
        return Api.builder("demo")
                .verb(Verb.named("who")
                        .nonBlocking()
                        .handler(request -> request.reply(Json.object()
                                .put("api", request.api())
                                .put("verb", request.verb())
                                .put("argument", request.json())
                                .put("session", request.session().uuid())
                                .put("token", request.token().orElse(""))
                                .put(
                                        "who",
                                        request.credentials()
                                                .map(Credentials::text)
                                                .orElse(""))
                                .build())))
                .verb(Verb.named("guarded").nonBlocking().guard(Guard.token()).handler(request -> request.reply()))
                .build();
    }

    private String at(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=demo";
    }

    private Binder binder(PermissionChecker permissions) {
        return Binder.builder()
                .api(api())
                .permissions(permissions)
                .serve(at("demo"))
                .start();
    }

    private Reply callAs(Identity identity) {
        return callAs(Sockspec.parseAddress(at("demo"), Sockspec.Role.CLIENT), identity);
    }

    private static Reply callAs(Address address, Identity identity) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        try (Network network = NettyNetwork.open(TransportConfig.DEFAULT);
                Link link = new Link(network, LinkConfig.lazy("test", address), _ -> {})) {
            link.call(new OutboundCall("who", Json.of(1), identity), reply::complete);
            return reply.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private static Identity onBehalfOf(@Nullable String credentials) {
        return new Identity(null, null, credentials);
    }

    private static String member(Reply reply, String name) {
        return reply.json().member(name).orElseThrow().asText();
    }

    // ---- who calls

    @Test
    void verbsKnowWhoCallsAndWhat() { // S-06, W-58
        try (Binder _ = binder(PermissionChecker.allowAll())) {
            Reply reply = callAs(new Identity("my-session", "my-token", null));

            assertThat(reply.json().member("argument")).hasValue(Json.of(1));
            assertThat(member(reply, "api")).isEqualTo("demo");
            assertThat(member(reply, "verb")).isEqualTo("who");
            assertThat(member(reply, "session")).isEqualTo("my-session");
            assertThat(member(reply, "token")).isEqualTo("my-token");
            assertThat(Credentials.parse(member(reply, "who")))
                    .hasValueSatisfying(who -> assertThat(who.pid())
                            .isEqualTo(Math.toIntExact(ProcessHandle.current().pid())));
        }
    }

    @Test
    void theSessionOfACallWithoutOneIsThatOfItsConnection() { // W-53
        try (Binder _ = binder(PermissionChecker.allowAll());
                AfbClient one = AfbClient.connect(at("demo"));
                AfbClient other = AfbClient.connect(at("demo"))) {
            String session = member(one.call("who"), "session");

            assertThat(session).hasSize(36);
            assertThat(member(one.call("who"), "session")).isEqualTo(session);
            assertThat(member(other.call("who"), "session")).isNotEqualTo(session);
        }
    }

    @Test
    void aRelayPassesOnTheSessionItKnowsAndWhoItsClientIs() { // W-55, W-57, W-59
        try (Binder _ = binder(PermissionChecker.allowAll());
                Binder _ =
                        Binder.builder().remote(at("demo")).serve(at("relay")).start();
                AfbClient one = AfbClient.to(at("relay")).token("my-token").connect();
                AfbClient other = AfbClient.connect(at("relay"))) {
            Reply reply = one.call("who");

            assertThat(member(reply, "session")).hasSize(36);
            assertThat(member(one.call("who"), "session")).isEqualTo(member(reply, "session"));
            assertThat(member(other.call("who"), "session")).isNotEqualTo(member(reply, "session"));
            assertThat(member(reply, "token")).isEqualTo("my-token");
            assertThat(member(reply, "who"))
                    .contains(":" + Long.toHexString(ProcessHandle.current().pid()) + "-");
        }
    }

    // ---- on behalf of others

    @Test
    void aClientWithThePermissionSpeaksForAnother() { // W-61, S-05
        try (Binder _ = binder(PermissionPolicy.parse(
                List.of("* * urn:redpesk:permission:*:partner:on-behalf-credentials yes"), "policy"))) {
            assertThat(member(callAs(onBehalfOf(OTHER)), "who")).isEqualTo(OTHER);
        }
    }

    @Test
    void aClientWithoutThePermissionIsRefused() { // W-61, S-05: never silently more powerful
        try (Binder _ = binder(PermissionPolicy.parse(List.of("* * urn:demo yes"), "policy"))) {
            assertThat(callAs(onBehalfOf(OTHER)).status()).isEqualTo(Status.named("insufficient-scope"));
            assertThat(callAs(onBehalfOf(null)).status().isSuccess()).isTrue();
        }
    }

    @Test
    void aClientOverTcpIsRefusedUnlessAPolicySaysOtherwise() { // W-61
        try (Binder binder =
                Binder.builder().api(api()).serve("tcp:127.0.0.1:0/demo").start()) {
            Address address = binder.addresses().getFirst();

            assertThat(callAs(address, onBehalfOf(OTHER)).status()).isEqualTo(Status.named("insufficient-scope"));
            assertThat(member(callAs(address, onBehalfOf(null)), "who")).isEmpty();
        }
    }

    @Test
    void credentialsThatCannotBeReadAreAnError() { // W-42, W-60
        try (Binder _ = binder(PermissionChecker.allowAll())) {
            assertThat(callAs(onBehalfOf("")).status()).isEqualTo(Status.named("internal-error"));
            assertThat(callAs(onBehalfOf("nobody")).status()).isEqualTo(Status.named("internal-error"));
        }
    }

    // ---- tokens

    @Test
    void aLegacyClientIsTrustedWithItsSession() { // S-03: it cannot present a token
        CoreConfig withToken = CoreConfig.DEFAULT.withSessions(SessionConfig.DEFAULT.withInitialToken("secret"));
        try (Binder _ = Binder.builder()
                        .api(api())
                        .core(withToken)
                        .serve(at("demo"))
                        .start();
                AfbClient legacy =
                        AfbClient.to(at("demo")).protocol(Protocol.LEGACY_2018).connect();
                AfbClient without = AfbClient.connect(at("demo"));
                AfbClient with = AfbClient.to(at("demo")).token("secret").connect()) {
            assertThat(legacy.call("guarded").status().isSuccess()).isTrue();
            assertThat(without.call("guarded").status()).isEqualTo(Status.named("invalid-token"));
            assertThat(with.call("guarded").status().isSuccess()).isTrue();
        }
    }

    // ---- descriptions

    @Test
    void aRelayAsksForTheDescriptionAndAnswersNullWhenThereIsNone() { // S-12, S-30, B-08
        Binder owner = binder(PermissionChecker.allowAll());
        try (Binder _ = Binder.builder().remote(at("demo")).serve(at("relay")).start();
                AfbClient client = AfbClient.connect(at("relay"))) {
            Json description = description(client);
            assertThat(description.member("info").flatMap(info -> info.member("title")))
                    .hasValue(Json.of("demo"));

            owner.close();

            assertThat(description(client)).isEqualTo(Json.NULL);
            assertThat(client.call("who").status()).isEqualTo(Status.named("disconnected"));
        } finally {
            owner.close();
        }
    }

    private static Json description(AfbClient client) {
        return client.describeAsync()
                .toCompletableFuture()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
