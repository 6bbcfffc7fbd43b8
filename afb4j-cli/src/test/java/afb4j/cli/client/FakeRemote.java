package afb4j.cli.client;

import afb4j.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A binder that answers each call at once, in the words of the JSON websocket: `fail` with an error, `leave` by
/// hanging
/// up, `event` after an event, `never` not at all.
final class FakeRemote implements Remote {

    final List<String> received = new ArrayList<>();
    private final Inbox inbox;

    FakeRemote(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public InputForm form() {
        return InputForm.JSON1;
    }

    @Override
    public void call(int number, String verb, Json argument, int bytes) {
        received.add(verb + " " + argument);
        switch (verb) {
            case "a/never" -> {}
            case "a/leave" -> inbox.add(new Happening.HungUp("it hung up with 1009"));
            case "a/event" -> {
                inbox.addEvent(new Happening.Heard("ON-EVENT a/e:", Optional.of(argument)));
                reply(number, verb, bytes, true);
            }
            default -> reply(number, verb, bytes, !verb.equals("a/fail"));
        }
    }

    private void reply(int number, String verb, int bytes, boolean isSuccess) {
        String line = "ON-REPLY " + number + ":" + verb + ": " + (isSuccess ? "OK" : "ERROR");
        inbox.add(new Happening.Replied(bytes, isSuccess, line, Json.parse("{\"n\": " + number + "}")));
    }

    @Override
    public void sendEvent(String name, Json object) {
        received.add("event " + name + " " + object);
    }

    @Override
    public String raw(Json value) {
        return value.text();
    }

    @Override
    public List<String> completions(List<String> words) {
        return List.of();
    }

    @Override
    public void close() {
        received.add("close");
    }
}
