package afb4j.examples.hello;

import afb4j.api.ApiContext;
import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.EventHandler;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// The sample in its binder: what it is told is told to its handlers.
final class FakeContext implements ApiContext {

    /// The sample as a client of others.
    final FakeClient itself = new FakeClient("own", this::handle);

    final List<FakeEvent> made = new ArrayList<>();
    private final FakeBinder binder;
    private final String api;
    private final Json settings;
    private final Map<String, EventHandler> handlers = new LinkedHashMap<>();

    FakeContext(FakeBinder binder, String api, Json settings) {
        this.binder = binder;
        this.api = api;
        this.settings = settings;
    }

    static Data data(Object value) {
        return value instanceof Data data ? data : Json.of(value);
    }

    @Override
    public String api() {
        return api;
    }

    @Override
    public String binderName() {
        return "test";
    }

    @Override
    public Json settings() {
        return settings;
    }

    @Override
    public Event event(String name, Guard guard) {
        FakeEvent event = new FakeEvent(this, api + "/" + name);
        made.add(event);
        return event;
    }

    @Override
    public List<Event> events() {
        return made.stream().filter(FakeEvent::isOpen).map(Event.class::cast).toList();
    }

    @Override
    public void broadcast(String name, Object data) {
        binder.clients.forEach(client -> client.tell("broadcast", name, data(data)));
        itself.tell("broadcast", name, data(data));
    }

    @Override
    public void onEvent(String pattern, EventHandler handler) {
        if (handlers.putIfAbsent(pattern.toLowerCase(Locale.ROOT), handler) != null) {
            throw new IllegalArgumentException("the pattern " + pattern + " has a handler");
        }
    }

    @Override
    public boolean removeHandler(String pattern) {
        return handlers.remove(pattern.toLowerCase(Locale.ROOT)) != null;
    }

    private void handle(String event, Data data) throws Exception {
        Optional<String> pattern = handlers.keySet().stream()
                .filter(each -> matches(each, event))
                .max(Comparator.comparing((String each) -> each.equalsIgnoreCase(event))
                        .thenComparingInt(each -> each.replace("*", "").length()));
        if (pattern.isPresent()) {
            handlers.get(pattern.get()).onEvent(event, data);
        }
    }

    private static boolean matches(String pattern, String event) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(event)
                .matches();
    }

    @Override
    public Session session() {
        return itself.session();
    }

    @Override
    public void unshareSession() {}

    @Override
    public Job after(Duration delay, Runnable job) {
        return binder.schedule(delay, job);
    }

    @Override
    public Job every(Duration period, Runnable job) {
        throw new UnsupportedOperationException("the sample begins each job when the one before has run");
    }

    @Override
    public CompletionStage<Reply> callAsync(String otherApi, String verb, Object argument) {
        return binder.start(itself, otherApi, verb, List.of(data(argument))).replied();
    }

    @Override
    public Reply call(String otherApi, String verb, Object argument) {
        binder.checkMayBlock();
        return binder.start(itself, otherApi, verb, List.of(data(argument))).answer();
    }
}
