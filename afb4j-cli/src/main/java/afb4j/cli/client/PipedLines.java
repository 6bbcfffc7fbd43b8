package afb4j.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads lines from a pipe or a file, as many as one read gives, and hands them to the [Inbox]. Holds one
/// piece of input and one line, which may be as long as a message.
final class PipedLines implements Runnable {

    private static final int PIECE_BYTES = 1 << 14;

    private final InputStream in;
    private final Inbox inbox;
    private final int maxLineBytes;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    PipedLines(InputStream in, Inbox inbox, int maxLineBytes) {
        this.in = in;
        this.inbox = inbox;
        this.maxLineBytes = maxLineBytes;
    }

    /// Reads to the end.
    @Override
    public void run() {
        try {
            String failure = "";
            try {
                read();
            } catch (IOException cause) {
                failure = "can't read standard input: " + cause.getMessage();
            }
            inbox.addEnd(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody wants more lines
        }
    }

    private void read() throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            List<String> lines = linesOf(piece, length);
            if (!lines.isEmpty()) {
                inbox.addLines(lines);
            }
        }
        if (begun.size() > 0) {
            inbox.addLines(List.of(begun.toString(UTF_8)));
        }
    }

    private List<String> linesOf(byte[] piece, int length) throws IOException {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (piece[i] == '\n') {
                begun.write(piece, start, i - start);
                lines.add(begun.toString(UTF_8));
                begun.reset();
                start = i + 1;
            }
        }
        begun.write(piece, start, length - start);
        if (begun.size() > maxLineBytes) {
            throw new IOException("a line is longer than " + maxLineBytes + " bytes");
        }
        return lines;
    }
}
