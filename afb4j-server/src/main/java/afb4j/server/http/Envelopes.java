package afb4j.server.http;

import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.protocol.json.Envelope;

/// Makes of a reply what browsers get, by websocket and by REST alike (http-and-wsj1.md 1.4, 1.6).
///
/// That a code of the binder (-1 to -999) turns its single value into the info is up to who makes the reply
/// ([Reply#ofCode]): a reply that has both came from a binder that sent both, and both are passed on (W-40).
/// Bytes have no form in JSON: a single value of bytes is no response, inside an array it is `null`. REST
/// sends the former as they are, without asking here.
public final class Envelopes {

    private Envelopes() {}

    /// The envelope of `reply`. Its response is JSON by RFC 8259, possibly a view of the reply's own bytes; it
    /// needs no release.
    public static Envelope of(Reply reply) {
        Status status = reply.status();
        return new Envelope(status.name(), status.info().orElse(null), status.code(), JsonText.of(reply.values()));
    }
}
