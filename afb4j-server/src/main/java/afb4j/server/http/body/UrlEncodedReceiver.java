package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.sequencer.ConfinedTo;
import afb4j.server.http.BodyReceiver;
import afb4j.server.http.HttpReply;
import afb4j.server.http.Query;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Takes a url-encoded body, which is read as a query is.
@ConfinedTo("connection event loop")
final class UrlEncodedReceiver implements BodyReceiver {

    private final int maxFields;
    private final FormListener listener;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /// @param maxFields who sends more is refused
    UrlEncodedReceiver(int maxFields, FormListener listener) {
        this.maxFields = maxFields;
        this.listener = listener;
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
        Query query = Query.parse(body.toString(UTF_8), maxFields + 1);
        if (query.fields().size() > maxFields) {
            listener.onRefused(HttpReply.text(
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "the form has more than " + maxFields + " fields, which is the limit here"));
            return;
        }
        List<FormField> fields = new ArrayList<>();
        for (Query.Field field : query.fields()) {
            String value = field.value();
            fields.add(new FormField.Text(field.name(), value == null ? "" : value));
        }
        listener.onForm(new Form(fields, List.of()));
    }

    @Override
    public void abort() {
        body.reset();
    }
}
