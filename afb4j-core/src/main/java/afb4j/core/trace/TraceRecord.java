package afb4j.core.trace;

import afb4j.api.Json;
import afb4j.api.JsonException;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened at a [TracePoint]. The data is made when the first tracer asks for it, and never again.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class TraceRecord {

    /// Values longer than this, as JSON, are left out: a trace is for reading.
    private static final int MAX_DATA_BYTES = 65_536;

    private final TracePoint point;
    private final long id;
    private final Instant time;
    private final TraceSubject subject;
    private final Supplier<Json> maker;
    private volatile @Nullable Json data;

    /// @param id its number, from 1
    /// @param maker makes the data, JSON null if there is none
    TraceRecord(TracePoint point, long id, Instant time, TraceSubject subject, Supplier<Json> maker) {
        this.point = point;
        this.id = id;
        this.time = time;
        this.subject = subject;
        this.maker = maker;
    }

    /// Where it happened.
    public TracePoint point() {
        return point;
    }

    /// Its number among all records of the binder.
    public long id() {
        return id;
    }

    /// When it happened.
    public Instant time() {
        return time;
    }

    /// Whom it is about.
    public TraceSubject subject() {
        return subject;
    }

    /// What there is to say, JSON null if nothing. What cannot be shown is replaced by a text that says so.
    public Json data() {
        Json known = data;
        if (known == null) {
            known = make();
            data = known;
        }
        return known;
    }

    private Json make() {
        try {
            Json made = maker.get();
            int bytes = made.rawUtf8().length;
            return bytes <= MAX_DATA_BYTES ? made : omitted(bytes + " bytes");
        } catch (JsonException _) { // values of others that cannot be put one level deeper
            return omitted("nested too deeply");
        }
    }

    private static Json omitted(String why) {
        return Json.object().put("omitted", why).build();
    }
}
