package afb4j.server.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.JsonKind;
import afb4j.sequencer.ConfinedTo;
import afb4j.server.http.BodyReceiver;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpReply;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Takes a body of JSON, as leniently as the C binder (http-and-wsj1.md 1.3), but answers 400 to what is none
/// (P2).
@ConfinedTo("connection event loop")
final class JsonReceiver implements BodyReceiver {

    private final HttpExchange exchange;
    private final Consumer<Json> taker;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    JsonReceiver(HttpExchange exchange, Consumer<Json> taker) {
        this.exchange = exchange;
        this.taker = taker;
    }

    @Override
    public void data(ByteBuf piece, Runnable more) {
        try {
            piece.getBytes(piece.readerIndex(), body, piece.readableBytes());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        more.run();
    }

    @Override
    public void end() {
        if (body.size() == 0) {
            taker.accept(Json.NULL);
            return;
        }
        Json json = Json.received(body.toByteArray());
        if (isMalformed(json)) {
            exchange.respond(HttpReply.text(HttpResponseStatus.BAD_REQUEST, "the body is no JSON: " + fault()));
        } else {
            taker.accept(json);
        }
    }

    /// A text that cannot be read stands for a string with that very text, which no string in quotes does.
    private boolean isMalformed(Json json) {
        return json.kind() == JsonKind.STRING && json.asText().equals(body.toString(UTF_8));
    }

    /// Where it is wrong, for who has to mend it.
    private String fault() {
        try {
            return "expected a value, got " + Json.parse(body.toString(UTF_8)).kind();
        } catch (JsonException wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    @Override
    public void abort() {
        body.reset();
    }
}
