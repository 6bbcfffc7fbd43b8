package afb4j.core.event;

import afb4j.api.Data;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One push or one broadcast on its way to all who listen, and the place where each protocol keeps the bytes
/// it makes of it, so that they are made once and not once for each listener.
@ThreadSafe
public final class Publication {

    private final int eventId;
    private final String name;
    private final Data data;
    private final long number;
    private volatile @Nullable Form forms;

    Publication(int eventId, String name, Data data, long number) {
        this.eventId = eventId;
        this.name = name;
        this.data = data;
        this.number = number;
    }

    /// The [id][HubEvent#id()] of the event that was pushed; 0 for a broadcast.
    public int eventId() {
        return eventId;
    }

    /// The whole name of the event.
    public String name() {
        return name;
    }

    /// What it carries.
    public Data data() {
        return data;
    }

    /// The place in the pushes of one event, from 1; 0 for a broadcast.
    long number() {
        return number;
    }

    /// What `encoder` makes of this, made at the first request for `kind` and the same object afterwards.
    /// Loops that ask at the same time for the first time may each make one, so a form owns nothing that
    /// needs to be released; it must not change once it is made.
    ///
    /// @param kind a class of the protocol's own, which no other protocol asks for
    public <T> T encoded(Class<T> kind, Function<Publication, T> encoder) {
        for (Form form = forms; form != null; form = form.next) {
            if (form.kind == kind) {
                return kind.cast(form.value);
            }
        }
        T value = encoder.apply(this);
        forms = new Form(kind, value, forms);
        return value;
    }

    @Override
    public String toString() {
        return name;
    }

    /// An encoded form and those made before.
    private record Form(
            Class<?> kind, Object value, @Nullable Form next) {}
}
