package afb4j.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.BufferedOutputStream;
import java.io.PrintStream;

/// Prints on standard output and standard error, in UTF-8 as JSON is.
@ThreadSafe
@SuppressWarnings("Immutable")
final class StreamOutput implements Output {

    private static final int BUFFER_BYTES = 1 << 16;

    private final PrintStream out;
    private final PrintStream err;

    StreamOutput(PrintStream out, PrintStream err) {
        this.out = new PrintStream(new BufferedOutputStream(out, BUFFER_BYTES), false, UTF_8);
        this.err = err;
    }

    @Override
    public void line(String text) {
        out.print(text);
        out.print('\n');
    }

    @Override
    public void complain(String text) {
        out.flush();
        err.print(text + '\n');
        err.flush();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }
}
