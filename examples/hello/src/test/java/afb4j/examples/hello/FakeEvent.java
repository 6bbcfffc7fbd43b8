package afb4j.examples.hello;

import afb4j.api.Event;
import afb4j.api.Guard;
import java.util.LinkedHashSet;
import java.util.Set;

/// An event whose subscribers are told at once.
final class FakeEvent implements Event {

    final Set<FakeClient> subscribers = new LinkedHashSet<>();
    private final FakeContext context;
    private final String name;
    private boolean isOpen = true;

    FakeEvent(FakeContext context, String name) {
        this.context = context;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Guard guard() {
        return Guard.yes();
    }

    @Override
    public int push(Object data) {
        subscribers.forEach(client -> client.tell("push", name, FakeContext.data(data)));
        return subscribers.size();
    }

    @Override
    public void broadcast(Object data) {
        if (isOpen) {
            context.broadcast(name, data);
        }
    }

    @Override
    public boolean hasSubscribers() {
        return !subscribers.isEmpty();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            subscribers.forEach(client -> client.journal.add("remove " + name));
            subscribers.clear();
        }
    }
}
