package afb4j.server.http.body;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.sequencer.ConfinedTo;
import afb4j.server.http.BodyReceiver;
import afb4j.server.http.HttpReply;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Takes a multipart body: each piece on a virtual thread, as it may go to a disk. The next one is asked
/// for when
/// the one before has been written, so a slow disk slows the client down and nothing piles up.
///
/// What is left of a form that is refused or broken off is deleted.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // steps report their own failures
final class MultipartReceiver implements BodyReceiver {

    private static final System.Logger LOGGER = System.getLogger(MultipartReceiver.class.getName());
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("afb4j-upload").start(task);

    private final MultipartDecoder decoder;
    private final PartStore store;
    private final FormListener listener;

    /// What is done so far, one step after the other.
    private CompletableFuture<Void> steps = CompletableFuture.completedFuture(null);

    /// Whether the form was handed over, refused or thrown away. Confined to the steps.
    private boolean isOver;

    MultipartReceiver(MultipartDecoder decoder, PartStore store, FormListener listener) {
        this.decoder = decoder;
        this.store = store;
        this.listener = listener;
    }

    @Override
    public void data(ByteBuf piece, Runnable more) {
        ByteBuf kept = piece.retain();
        then(() -> {
            try {
                attempt(() -> decoder.decode(kept));
            } finally {
                kept.release();
                more.run();
            }
        });
    }

    @Override
    public void end() {
        then(() -> attempt(() -> {
            decoder.end();
            isOver = true;
            decoder.close();
            listener.onForm(store.form());
        }));
    }

    @Override
    public void abort() {
        then(this::discard);
    }

    private void then(Runnable step) {
        steps = steps.thenRunAsync(() -> run(step), THREADS);
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) { // the outermost place
            LOGGER.log(WARNING, "a form cannot be taken", failure);
            refuse(HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR));
        }
    }

    /// Something that can show that the form is not to be had.
    private interface Attempt {
        void run() throws FormException;
    }

    private void attempt(Attempt attempt) {
        if (isOver) {
            return;
        }
        try {
            attempt.run();
        } catch (FormException refusal) {
            refuse(refusal.reply());
        } catch (UncheckedIOException cause) {
            LOGGER.log(WARNING, "a file of a form cannot be written: {0}", cause.getCause());
            refuse(HttpReply.text(HttpResponseStatus.INSUFFICIENT_STORAGE, "the files of the form cannot be kept"));
        }
    }

    private void refuse(HttpReply reply) {
        if (!isOver) {
            discard();
            listener.onRefused(reply);
        }
    }

    private void discard() {
        if (!isOver) {
            isOver = true;
            decoder.close();
            store.discard();
        }
    }
}
