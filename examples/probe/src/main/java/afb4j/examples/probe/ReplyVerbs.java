package afb4j.examples.probe;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Text;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The verbs that show the ways of answering: any value, late, twice, never, by a fault.
final class ReplyVerbs {

    private ReplyVerbs() {}

    /// The values it got.
    static void echo(Request request) {
        request.reply(new Reply(Status.SUCCESS, request.arguments()));
    }

    /// `{"status":N,"values":[{"t":TYPE,"v":VALUE}...]}`: that code with these values, see [TypedValue].
    static void reply(Request request) {
        Json argument = request.json();
        Data[] values = argument.member("values").map(Json::elements).orElse(List.of()).stream()
                .map(TypedValue::read)
                .toArray(Data[]::new);
        request.reply(Reply.ofCode(Numbers.member(argument, "status").orElse(0), values));
    }

    /// Holds its thread for `ms`.
    static void sleep(Request request) throws InterruptedException {
        boolean woken = new CountDownLatch(1).await(millis(request), TimeUnit.MILLISECONDS);
        request.reply(Text.of(woken ? "woken" : "slept"));
    }

    /// Holds its thread for ever: until the binder interrupts it.
    static void spin(Request request) throws InterruptedException {
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
        throw new InterruptedException("interrupted while it was spinning");
    }

    /// Answers after `ms`, without a thread.
    static void delay(Request request) {
        request.defer();
        request.context().after(Duration.ofMillis(millis(request)), () -> request.reply(Text.of("delayed")));
    }

    /// Answers once too often.
    static void twice(Request request) {
        request.reply(Text.of("first"));
        request.reply(new Reply(Status.of(1), List.of(Text.of("second"))));
    }

    private static int millis(Request request) {
        return Math.max(0, Numbers.member(request.json(), "ms").orElse(0));
    }
}
