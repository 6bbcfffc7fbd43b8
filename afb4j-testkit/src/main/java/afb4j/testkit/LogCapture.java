package afb4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Listens to everything that is logged in the process, through `System.Logger` or `java.util.logging`, and
/// knows which warnings and errors a test has declared.
///
/// Sees all threads: tests that use it must not run at the same time in one process. Thread-safe.
public final class LogCapture implements AutoCloseable {

    /// More records than that are counted, not kept.
    private static final int LIMIT = 10_000;

    private final Logger root = Logger.getLogger("");
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<LogRecord> records = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> tolerated = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            add(entry);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is held
        }
    };

    private LogCapture() {}

    /// Starts to listen. To be closed.
    public static LogCapture start() {
        LogCapture capture = new LogCapture();
        capture.root.addHandler(capture.handler);
        return capture;
    }

    /// Declares that at least one warning or error with this text is logged before the end.
    ///
    /// @param part of the formatted message
    public synchronized void expect(String part) {
        expected.add(part);
    }

    /// Declares that warnings and errors with this text may be logged.
    ///
    /// @param part of the formatted message
    public synchronized void tolerate(String part) {
        tolerated.add(part);
    }

    /// Returns the messages logged so far at this level or above, formatted.
    public synchronized List<String> messages(Level least) {
        return records.stream()
                .filter(entry -> entry.getLevel().intValue() >= least.intValue())
                .map(formatter::formatMessage)
                .toList();
    }

    /// Checks what was logged against what was declared.
    ///
    /// @throws AssertionError when a warning or an error was logged that nobody declared, or an expected
    ///     one was not
    public synchronized void verify() {
        List<String> undeclared = records.stream()
                .filter(entry -> isAlarm(entry) && !isDeclared(formatter.formatMessage(entry)))
                .map(formatter::format)
                .toList();
        if (!undeclared.isEmpty()) {
            throw new AssertionError(
                    "expected no undeclared WARNING or ERROR, logged:\n" + String.join("\n", undeclared));
        }
        List<String> alarms = messages(Level.WARNING);
        List<String> missing = expected.stream()
                .filter(part -> alarms.stream().noneMatch(message -> message.contains(part)))
                .toList();
        if (!missing.isEmpty()) {
            throw new AssertionError("expected a WARNING or ERROR with each of " + missing + ", logged: " + alarms);
        }
    }

    /// Stops listening. Idempotent.
    @Override
    public void close() {
        root.removeHandler(handler);
    }

    private synchronized void add(LogRecord entry) {
        if (records.size() < LIMIT) {
            records.add(entry);
        }
    }

    private boolean isDeclared(String message) {
        return expected.stream().anyMatch(message::contains)
                || tolerated.stream().anyMatch(message::contains);
    }

    private static boolean isAlarm(LogRecord entry) {
        return entry.getLevel().intValue() >= Level.WARNING.intValue();
    }
}
