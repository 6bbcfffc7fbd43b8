package afb4j.testkit.vector;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Plays a recorded conversation: walks through its lines in order, sends those of the player and expects the
/// others.
///
/// A line of ours is sent when every line of the other side that stands before it has come: what was recorded
/// earlier cannot depend on what was sent later, and calls that follow each other without a reply in between
/// are sent without waiting, as recorded. Whatever comes is compared with the expected lines that are
/// possible by now (their cause was sent, [Script#mustPrecede] holds), in the order of the recording; the
/// first that fits is done. So replies of different calls, and frames that were in flight together, may come
/// in any order. Something that fits nowhere, silence for longer than `patience`, and a connection that ends
/// too early are a [VectorMismatch]. After the last line nothing may come but the end of each connection.
///
/// One thread plays; `run` may be called once.
final class Play {
    private static final Duration SETTLEMENT_ROUND = Duration.ofMillis(10);
    private static final List<String> MADE_UP_TEXTS = List.of("uuid", "session");

    private final Vector vector;
    private final List<Step> steps;
    private final PlayDriver driver;
    private final Duration patience;
    private final Subject subject;
    private final TextRoles texts = new TextRoles();
    private final Connections connections = new Connections();
    private final Transcript transcript = new Transcript();
    private final List<WsFrame> batch = new ArrayList<>();
    private final boolean inOneWrite;
    private int position;

    /// Plays everything that is not of `subject`.
    Play(Vector vector, Subject subject, PlayDriver driver, Duration patience) {
        this(vector, subject, line -> !DeviationRewrites.isOfSubject(line, subject), driver, patience);
    }

    /// @param subject which deviations are accepted
    /// @param ours    tells the lines that the player sends
    Play(Vector vector, Subject subject, Predicate<VectorFrame> ours, PlayDriver driver, Duration patience) {
        this.vector = vector;
        this.subject = subject;
        this.steps = new Script(vector, ours).steps();
        this.driver = driver;
        this.patience = patience;
        this.inOneWrite = vector.how().contains("in one write");
        if (vector.scenario().equals("session")) {
            // it is about the text that travels with each call (L-02)
            vector.messages().forEach(message -> bindTexts(message, message));
        }
    }

    /// Plays to the end.
    ///
    /// @throws VectorMismatch when the other side behaves in another way than recorded
    void run() {
        try (connections) {
            for (Step step : steps) {
                play(step);
            }
            position = steps.size();
            awaitLinesBefore(position);
            awaitEnds();
            driver.finished();
        } catch (UncheckedIOException failure) {
            throw new VectorMismatch(report("connection failed: " + failure.getCause()), failure);
        }
    }

    private void play(Step step) {
        position = step.index;
        if (!connections.has(step.connection())) {
            if (step.ours) {
                awaitLinesBefore(step.index);
            }
            connections.add(step.connection(), driver.connect(step.connection()));
        }
        if (step.line.event() == VectorFrame.Event.OPEN) {
            step.markDone();
            return;
        }
        if (step.ours || step.isEnd()) {
            awaitLinesBefore(step.index);
        }
        if (step.ours) {
            send(step);
        } else if (!step.isDone()) {
            awaitSettlement(step);
            driver.reached(step);
        }
    }

    // ---- sending

    private void send(Step step) {
        driver.sending(step);
        try {
            if (step.isEnd()) {
                transcript.sent(step, "");
                connections.socket(step.connection()).endOutput();
            } else {
                batch.add(translated(step));
                if (!inOneWrite || !isFollowedByOurs(step)) {
                    connections.socket(step.connection()).send(List.copyOf(batch));
                    batch.clear();
                }
            }
        } catch (UncheckedIOException failure) {
            // recorded clients go on speaking for a moment after the server is gone
            if (!connections.hasEnded(step.connection()) && !endIsExpected(step.connection())) {
                throw failure;
            }
        }
        step.markDone();
        driver.sent(step);
    }

    private boolean isFollowedByOurs(Step step) {
        if (step.index + 1 == steps.size()) {
            return false;
        }
        Step next = steps.get(step.index + 1);
        return next.ours && next.line.event() == VectorFrame.Event.FRAME;
    }

    private boolean endIsExpected(ConnectionKey key) {
        return steps.stream()
                .anyMatch(step -> !step.ours
                        && step.isEnd()
                        && step.index <= position
                        && step.connection().equals(key));
    }

    /// Returns the frame of a line, in which the ids of the other side are those of the running conversation.
    private WsFrame translated(Step step) {
        Message message = step.message;
        WsFrame frame = step.line.frame();
        if (message == null) {
            transcript.sent(step, "");
            return frame;
        }
        byte[] bytes = frame.payload();
        Roles roles = connections.roles(step.connection());
        for (Field field : message.fields()) {
            if (Roles.isId(field.name()) && !Roles.introduces(message, field.name())) {
                write(bytes, field, roles.actual(field.name(), field.number()));
            }
        }
        Message sent = MessageDecoder.decode(step.line.dialect(), step.line.direction(), bytes);
        roles.note(message, sent);
        bindTexts(message, sent);
        transcript.sent(step, sent.describe());
        return frame.withHex(HexFormat.of().formatHex(bytes));
    }

    /// What we made up ourselves has to come back unchanged, what the other side made up is its own.
    private void bindTexts(Message recorded, Message actual) {
        for (String name : MADE_UP_TEXTS) {
            String wanted = recorded.text(name);
            if (!wanted.isEmpty()) {
                texts.bind(wanted, actual.text(name));
            }
        }
    }

    private static void write(byte[] bytes, Field field, long id) {
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (field.type().width() == 2) {
            out.putShort(field.offset(), (short) id);
        } else {
            out.putInt(field.offset(), (int) id);
        }
    }

    // ---- expecting

    private void awaitLinesBefore(int end) {
        while (steps.subList(0, end).stream().anyMatch(Play::isMissing)) {
            Incoming told = connections.next(patience).orElseThrow(() -> mismatch("nothing came for " + patience));
            accept(told);
        }
    }

    private void awaitSettlement(Step step) {
        long rounds = step.isEnd() ? patience.dividedBy(SETTLEMENT_ROUND) : 0;
        while (rounds-- > 0 && !driver.isSettled(step)) {
            connections.next(SETTLEMENT_ROUND).ifPresent(this::accept);
        }
    }

    private void awaitEnds() {
        while (!connections.open().isEmpty()) {
            Incoming told = connections
                    .next(patience)
                    .orElseThrow(() -> mismatch(
                            "the peer did not end " + connections.open() + " within " + patience + " (W-15, W-16)"));
            accept(told);
        }
    }

    private static boolean isMissing(Step step) {
        return !step.ours && !step.isDone() && !step.line.optional();
    }

    private void accept(Incoming told) {
        WsFrame frame = told.frame();
        List<String> differences = new ArrayList<>();
        if (frame != null && !frame.shortest()) {
            throw mismatch("came a length that is not in the shortest form (W-12): " + frame.describe());
        }
        for (Step candidate : candidates(told.connection())) {
            Optional<String> difference = difference(candidate, told);
            if (difference.isEmpty()) {
                settle(candidate, told);
                return;
            }
            differences.add(candidate.describe() + "\n        but " + difference.get());
        }
        transcript.came(told.connection(), describe(told));
        if (!isTolerated(told)) {
            throw mismatch("came " + describe(told) + "\n  expected one of:\n      "
                    + (differences.isEmpty() ? "nothing" : String.join("\n      ", differences)));
        }
    }

    /// The end of a stream after the last line, and a close frame without message at the end of a connection,
    /// need no line.
    private boolean isTolerated(Incoming told) {
        boolean over = steps.stream()
                .noneMatch(step -> isMissing(step) && step.connection().equals(told.connection()));
        if (told.frame() == null) {
            return over && position == steps.size();
        }
        return AcceptedDeviation.isBareClose(told.frame());
    }

    private List<Step> candidates(ConnectionKey key) {
        return steps.stream()
                .filter(step -> !step.ours
                        && !step.isDone()
                        && step.cause < position
                        && step.connection().equals(key))
                .toList();
    }

    private Optional<String> difference(Step candidate, Incoming told) {
        Optional<String> difference = differenceInContent(candidate, told);
        return difference.isPresent()
                ? difference
                : steps.subList(0, candidate.index).stream()
                        .filter(earlier -> isMissing(earlier) && Script.mustPrecede(earlier, candidate))
                        .findFirst()
                        .map(earlier -> "must come after " + earlier.describe());
    }

    private Optional<String> differenceInContent(Step candidate, Incoming told) {
        WsFrame frame = told.frame();
        if (frame == null || candidate.isEnd()) {
            return frame == null && candidate.isEnd() ? Optional.empty() : Optional.of("that is something else");
        }
        Message message = candidate.message;
        if (message == null || !message.isValid() || message.surplus() > 0) {
            return FrameMatcher.difference(candidate.line.frame(), frame);
        }
        Optional<Message> actual = candidate.line.withFrame(frame).message();
        if (actual.isEmpty() || frame.masked() != candidate.line.frame().masked()) {
            return FrameMatcher.difference(candidate.line.frame(), frame);
        }
        return new MessageMatcher(connections.roles(told.connection()), texts, subject)
                .difference(message, actual.get());
    }

    private void settle(Step step, Incoming told) {
        transcript.came(told.connection(), describe(told));
        step.markDone();
        Message recorded = step.message;
        WsFrame frame = told.frame();
        if (recorded != null && frame != null) {
            Message actual = step.line.withFrame(frame).message().orElse(recorded);
            connections.roles(told.connection()).note(recorded, actual);
            bindTexts(recorded, actual);
        }
        driver.came(step);
    }

    // ---- telling

    private String describe(Incoming told) {
        WsFrame frame = told.frame();
        if (frame == null) {
            return "end of stream " + told.reason();
        }
        return steps.stream()
                .filter(step -> !step.ours
                        && step.connection().equals(told.connection())
                        && step.line.event() == VectorFrame.Event.FRAME)
                .findFirst()
                .flatMap(step -> step.line.withFrame(frame).message())
                .filter(_ -> frame.isMessage())
                .map(Message::describe)
                .orElseGet(frame::describe);
    }

    private VectorMismatch mismatch(String what) {
        return new VectorMismatch(report(what));
    }

    private String report(String what) {
        String missing = steps.subList(0, Math.min(position, steps.size())).stream()
                .filter(Play::isMissing)
                .map(Step::describe)
                .limit(8)
                .collect(Collectors.joining("\n      "));
        return vector.name() + " (" + vector.title() + ") at #" + position + ": " + what
                + (missing.isEmpty() ? "" : "\n  still missing:\n      " + missing)
                + "\n  said so far:\n      " + transcript.tail();
    }
}
