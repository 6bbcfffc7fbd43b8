package afb4j.cli.client;

import afb4j.api.Json;
import afb4j.api.JsonStyle;
import afb4j.cli.options.ExitCode;
import afb4j.sequencer.ConfinedTo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Calls a [Remote] and prints what comes back, until there is no more input and no pending call.
///
/// All decisions are taken by one thread, which reacts to what comes into the [Inbox] in order. So the lines
/// of one piece of input are sent before any reply to them is printed, unless the [Window] is full, and the
/// output of a script does not depend on chance.
@ConfinedTo("the thread of run()")
final class Conversation {

    private final ClientOptions options;
    private final Output output;
    private final Inbox inbox;
    private final Window window;
    private final Remote remote;

    private boolean hasInput;
    private int lastNumber;
    private Optional<Integer> verdict = Optional.empty();
    private boolean lastSucceeded = true;

    Conversation(ClientOptions options, Output output, Inbox inbox, Remote remote) {
        this.options = options;
        this.output = output;
        this.inbox = inbox;
        this.remote = remote;
        this.window = new Window(options.maxPending());
    }

    /// Does what one line says, and waits for its reply or longer ([ClientOptions#keepsRunning()]).
    int runOnce(InputLine request) throws InterruptedException {
        react(request);
        return run();
    }

    /// Makes the calls that come in.
    int runInput() throws InterruptedException {
        hasInput = true;
        return run();
    }

    private int run() throws InterruptedException {
        while (!isOver()) {
            reactToNext();
        }
        output.flush();
        return verdict.orElse(lastSucceeded ? ExitCode.OK : ExitCode.FAILED);
    }

    private boolean isOver() {
        return verdict.isPresent() || (!hasInput && window.isEmpty() && !options.keepsRunning());
    }

    /// Output becomes visible when there is nothing else to do.
    private void reactToNext() throws InterruptedException {
        Happening ready = inbox.poll();
        if (ready == null) {
            output.flush();
            if (output.isBroken()) {
                verdict = Optional.of(ExitCode.FAILED);
                return;
            }
            ready = inbox.take();
        }
        react(ready);
    }

    private void react(Happening happening) throws InterruptedException {
        switch (happening) {
            case Happening.Lines(List<String> lines) -> {
                lines(lines);
                inbox.inputDone();
            }
            case Happening.EndOfInput(String failure) -> endOfInput(failure);
            case Happening.Replied replied -> replied(replied);
            case Happening.Heard heard -> heard(heard);
            case Happening.HungUp(String complaint) -> hungUp(complaint);
        }
    }

    private void lines(List<String> lines) throws InterruptedException {
        for (String line : lines) {
            if (verdict.isPresent()) {
                return;
            }
            InputLine meaning = InputLine.of(line, remote.form());
            react(meaning);
            boolean isSent = meaning instanceof InputLine.Call || meaning instanceof InputLine.Event;
            if (isSent && options.leavesEarly() && verdict.isEmpty()) {
                verdict = Optional.of(ExitCode.OK);
            }
        }
    }

    private void react(InputLine line) throws InterruptedException {
        switch (line) {
            case InputLine.Call(String verb, String data) -> call(verb, data);
            case InputLine.Event(String name, String data) -> event(name, data);
            case InputLine.Shell(String command) -> shell(command);
            case InputLine.Bad(String complaint) -> output.complain(complaint);
            case InputLine.Nothing _ -> {}
        }
    }

    private void call(String verb, String data) throws InterruptedException {
        while (window.isFullFor(data.length()) && verdict.isEmpty()) {
            reactToNext();
        }
        if (verdict.isPresent()) {
            return;
        }
        if (options.echoes() && !options.isQuiet()) {
            output.line(remote.form().echo() + verb + " " + data);
        }
        int number = ++lastNumber;
        int bytes = data.length();
        window.sent(bytes);
        remote.call(number, verb, argument(data), bytes);
    }

    private void event(String name, String data) {
        if (options.echoes() && !options.isQuiet()) {
            output.line("SEND-EVENT: " + name + " " + data);
        }
        remote.sendEvent(name, argument(data));
    }

    /// The argument that a text means: what is not JSON is a string (W-27).
    private static Json argument(String data) {
        return Json.parse(Json.received(data.getBytes(StandardCharsets.UTF_8)).compact());
    }

    private void replied(Happening.Replied replied) {
        window.answered(replied.bytes());
        lastSucceeded = replied.isSuccess();
        if (!options.isQuiet()) {
            output.line(replied.line());
        }
        data(replied.data());
    }

    private void heard(Happening.Heard event) {
        if (!options.isQuiet()) {
            output.line(event.line());
        }
        event.data().ifPresent(this::data);
        long dropped = inbox.takeDropped();
        if (dropped > 0) {
            output.complain(dropped + " lines about events were dropped: they come faster than they are printed");
        }
    }

    private void data(Json json) {
        output.line(options.isHuman() ? json.text(JsonStyle.INDENTED) : remote.raw(json));
    }

    private void hungUp(String complaint) {
        if (!complaint.isEmpty()) {
            output.complain("the connection is over: " + complaint);
        }
        if (!options.isQuiet()) {
            output.line("ON-HANGUP");
        }
        verdict = Optional.of(ExitCode.HUNG_UP);
    }

    private void endOfInput(String failure) {
        hasInput = false;
        if (!failure.isEmpty()) {
            output.complain(failure);
            verdict = Optional.of(ExitCode.BAD_INPUT);
        }
    }

    private void shell(String command) throws InterruptedException {
        output.flush();
        try {
            new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
        } catch (IOException cause) {
            output.complain("can't run " + command + ": " + cause.getMessage());
        }
    }
}
