package afb4j.core.event;

import afb4j.api.SubscribeOptions;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A listener on a virtual loop that writes down what it is told: `a/x=1` a push, `!b=1 hop 9` a broadcast,
/// `-a/x` a removal.
final class TestListener implements EventSink {

    private final String name;
    private final VirtualLoop loop;
    private final List<String> told = new ArrayList<>();
    private final Subscriber subscriber;
    private boolean ready = true;
    private boolean local;
    private Runnable whenTold = () -> {};

    TestListener(EventHub hub, VirtualLoop loop, String name) {
        this.name = name;
        this.loop = loop;
        this.subscriber = hub.subscriber(this);
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /// On the loop, as a connection does it.
    boolean subscribe(HubEvent event, SubscribeOptions options) {
        boolean[] isNew = new boolean[1];
        loop.run(() -> isNew[0] = event.subscribe(subscriber, options));
        return isNew[0];
    }

    boolean subscribe(HubEvent event) {
        return subscribe(event, SubscribeOptions.ALL);
    }

    boolean unsubscribe(HubEvent event) {
        boolean[] was = new boolean[1];
        loop.run(() -> was[0] = event.unsubscribe(subscriber));
        return was[0];
    }

    TestListener takesBroadcasts(EventHub hub) {
        loop.run(() -> hub.add(subscriber));
        return this;
    }

    TestListener isPartOfTheBinder() {
        local = true;
        return this;
    }

    void ready(boolean taking) {
        ready = taking;
        if (taking) {
            loop.run(subscriber::resume);
        }
    }

    /// Takes events again, though nobody tells the subscriber.
    void quietlyReady() {
        ready = true;
    }

    void whenTold(Runnable reaction) {
        whenTold = reaction;
    }

    /// What was told so far, after the loop did what it has to.
    List<String> told() {
        loop.runUntilIdle();
        return told;
    }

    void note(String line) {
        told.add(line);
    }

    private void tell(String line) {
        told.add(line);
        whenTold.run();
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean isLocal() {
        return local;
    }

    @Override
    public void push(Publication push) {
        tell(push.name() + "=" + push.data().toJson());
    }

    @Override
    public void broadcast(Publication broadcast, UUID uuid, int hop) {
        tell("!" + broadcast.name() + "=" + broadcast.data().toJson() + " hop " + hop);
    }

    @Override
    public void removed(HubEvent event) {
        tell("-" + event.name());
    }

    @Override
    public void disconnect(String why) {
        tell("disconnected: " + why);
    }

    @Override
    public String toString() {
        return name;
    }
}
