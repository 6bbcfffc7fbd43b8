package afb4j.examples.hello;

import afb4j.api.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A session of one API; closing it leaves a new, empty one of the same name (W-54).
final class FakeSession implements Session {

    private final String uuid;
    private Optional<Object> value = Optional.empty();
    private int loa;

    FakeSession(String uuid) {
        this.uuid = uuid;
    }

    @Override
    public String uuid() {
        return uuid;
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration remaining() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int loa() {
        return loa;
    }

    @Override
    public void loa(int level) {
        if (level < 0) {
            throw new IllegalArgumentException("level of assurance is " + level + ", expected 0 or more");
        }
        loa = level;
    }

    @Override
    public Optional<Object> value() {
        return value;
    }

    @Override
    public <T> void value(T newValue, Consumer<? super T> release) {
        value = Optional.of(newValue);
    }

    @Override
    public <T> T valueOr(Class<T> type, Supplier<? extends T> maker) {
        if (value.isEmpty()) {
            value = Optional.of(maker.get());
        }
        return type.cast(value.get());
    }

    @Override
    public void clearValue() {
        value = Optional.empty();
    }

    @Override
    public void close() {
        clearValue();
        loa = 0;
    }
}
