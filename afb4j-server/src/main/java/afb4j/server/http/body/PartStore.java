package afb4j.server.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes fields of the parts of a form: texts in memory, files on the disk.
///
/// Used by one thread at a time. Methods block.
final class PartStore implements PartListener {

    private final UploadFolder folder;
    private final int maxTextBytes;
    private final List<FormField> fields = new ArrayList<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int textBytes;
    private @Nullable PartHead head;
    private @Nullable Upload upload;

    /// @param maxTextBytes of all texts together
    PartStore(UploadFolder folder, int maxTextBytes) {
        this.folder = folder;
        this.maxTextBytes = maxTextBytes;
    }

    @Override
    public void onPart(PartHead part) {
        head = part;
        text.reset();
        if (part.fileName().isPresent()) {
            try {
                upload = folder.begin();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
            uploads.add(upload);
        }
    }

    @Override
    public void onPiece(ByteBuf piece) throws FormException {
        try {
            if (upload != null) {
                upload.write(piece);
                return;
            }
            textBytes += piece.readableBytes();
            if (textBytes > maxTextBytes) {
                throw FormException.tooLarge(
                        "the texts of the form are longer than " + maxTextBytes + " bytes, which is the limit here");
            }
            piece.getBytes(piece.readerIndex(), text, piece.readableBytes());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void onPartEnd() {
        PartHead part = head;
        Upload file = upload;
        if (part == null) {
            throw new IllegalStateException("a part ends that has not begun");
        }
        if (file == null) {
            fields.add(new FormField.Text(part.name(), text.toString(UTF_8)));
            return;
        }
        upload = null;
        try {
            file.complete();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        fields.add(new FormField.File(part.name(), part.fileName().orElse(""), file.path()));
    }

    /// All parts, as a form that owns the files.
    Form form() {
        return new Form(fields, uploads);
    }

    /// Deletes the files that are there.
    void discard() {
        uploads.forEach(Upload::delete);
    }
}
