package afb4j.server.http.json1;

import static java.lang.System.Logger.Level.INFO;

import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionGrant;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.ConfinedTo;
import afb4j.server.http.HttpConnection;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import afb4j.server.http.Identity;
import afb4j.server.http.OriginPolicy;
import afb4j.server.rpc.AnnouncedSession;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/// Makes websockets of requests that ask for one at the prefix of calls, and leaves all others to the next
/// route (http-and-wsj1.md 3.1).
///
/// | what is wrong | answer |
/// |---|---|
/// | the page may not use this binder ([OriginPolicy]) | 403 |
/// | another version of websockets | 426, with the version that is spoken |
/// | none of the protocols is known | 412 |
/// | the name of the session is none (11, P9) | 400 |
/// | there is no room for the session or the connection, or the binder stops | 503 |
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // nothing follows
public final class Json1Upgrade implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(Json1Upgrade.class.getName());

    /// compat: C clients need exactly this case, http-and-wsj1.md 12, vector upgrade.
    private static final String WEBSOCKET = "websocket";

    private static final String UPGRADE = "Upgrade";

    private final Json1Export export;
    private final OriginPolicy origins;

    /// Makes websockets of `export`, for pages that `origins` allows.
    public Json1Upgrade(Json1Export export, OriginPolicy origins) {
        this.export = export;
        this.origins = origins;
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (!exchange.path().equals(exchange.config().rootApi())) {
            exchange.decline();
            return;
        }
        switch (Handshake.of(exchange.method(), exchange.isHttp11(), exchange::headers)) {
            case Handshake.None _ -> exchange.decline();
            case Handshake.OtherVersion _ ->
                refuse(
                        exchange,
                        HttpReply.text(
                                        HttpResponseStatus.UPGRADE_REQUIRED,
                                        "expected Sec-WebSocket-Version: " + Handshake.VERSION)
                                .with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, Handshake.VERSION));
            case Handshake.UnknownProtocol _ ->
                refuse(
                        exchange,
                        HttpReply.text(
                                HttpResponseStatus.PRECONDITION_FAILED,
                                "expected Sec-WebSocket-Protocol: " + Handshake.PROTOCOL + ", or none"));
            case Handshake.Acceptable acceptable -> accept(exchange, acceptable);
        }
    }

    private void refuse(HttpExchange exchange, HttpReply reply) {
        exchange.respond(ofForeignPage(exchange).orElse(reply));
    }

    /// The answer to a page that may not use this binder; empty if it may, or is no page.
    private Optional<HttpReply> ofForeignPage(HttpExchange exchange) {
        return exchange.header(HttpHeaderNames.ORIGIN)
                .filter(origin -> !isAllowed(exchange, origin))
                .map(OriginPolicy::refusal)
                .map(why -> {
                    LOGGER.log(INFO, "{0}: refused: {1}", exchange.connection(), why);
                    return HttpReply.text(HttpResponseStatus.FORBIDDEN, why);
                });
    }

    private boolean isAllowed(HttpExchange exchange, String origin) {
        String host = exchange.header(HttpHeaderNames.HOST).orElse(null);
        return origins.allows(origin, host, exchange.connection().isLoopback());
    }

    private void accept(HttpExchange exchange, Handshake.Acceptable handshake) {
        Identity identity = Identity.of(exchange);
        Optional<HttpReply> refusal =
                ofForeignPage(exchange).or(identity::refusal).or(export::refusal);
        if (refusal.isPresent()) {
            exchange.respond(refusal.get());
            return;
        }
        SessionTable sessions = export.core().sessions();
        switch (sessions.acquireForConnection(identity.uuid())) {
            case SessionGrant.Granted(LiveSession session, boolean _) -> {
                AnnouncedSession announced = new AnnouncedSession(sessions, session);
                // also if the client goes before it is told
                exchange.connection().channel().closeFuture().addListener(_ -> announced.releaseKept());
                upgrade(exchange, handshake, browser(exchange.connection(), announced, identity));
            }
            case SessionGrant.Refused refused -> exchange.respond(answer(refused));
        }
    }

    private static HttpReply answer(SessionGrant.Refused refused) {
        HttpResponseStatus status = refused.reason() == SessionGrant.Reason.INVALID_UUID
                ? HttpResponseStatus.BAD_REQUEST
                : HttpResponseStatus.SERVICE_UNAVAILABLE;
        return HttpReply.text(status, refused.info());
    }

    private static Browser browser(HttpConnection connection, AnnouncedSession session, Identity identity) {
        return new Browser(
                connection.toString(),
                connection.id(),
                connection.peerName(),
                session,
                identity.token().orElse(null),
                connection.credentials());
    }

    private void upgrade(HttpExchange exchange, Handshake.Acceptable handshake, Browser browser) {
        HttpReply reply = HttpReply.of(HttpResponseStatus.SWITCHING_PROTOCOLS)
                .with(HttpHeaderNames.CONNECTION, UPGRADE)
                .with(HttpHeaderNames.UPGRADE, WEBSOCKET)
                .with(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, handshake.accept())
                .with(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, Handshake.PROTOCOL);
        exchange.upgrade(reply, pipeline -> export.accept(pipeline, exchange.loop(), browser));
    }
}
