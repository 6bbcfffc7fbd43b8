package afb4j.examples.hello;

import afb4j.api.ApiContext;
import java.time.Duration;

/// A job that waits for the time of its binder.
record FakeJob(Duration due, int number, Runnable action, FakeBinder binder) implements ApiContext.Job {

    @Override
    public void close() {
        binder.remove(this);
    }
}
