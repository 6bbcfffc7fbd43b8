package afb4j.examples.hello;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The verb `opaque`: keeps values under handles that say nothing of them (hello.md 4.6). Beyond a limit the
/// value kept longest is dropped. Thread-safe.
@ThreadSafe
final class OpaqueVerb {

    private static final int MAX_VALUES = 1000;

    private final ReplyShape replies;

    @GuardedBy("this")
    private final Map<String, Json> values = new LinkedHashMap<>();

    @GuardedBy("this")
    private int count;

    OpaqueVerb(ReplyShape replies) {
        this.replies = replies;
    }

    /// `set` keeps a value, `get` gives it back, `drop` forgets it; the first of them counts.
    Reply answer(Request request) {
        Json argument = request.json();
        Optional<Json> value = argument.member("set");
        if (value.isPresent()) {
            return replies.success(Json.of(keep(value.get())), null);
        }
        Optional<String> handle = Arguments.text(argument, "get");
        if (handle.isPresent()) {
            return replies.success(kept(handle.get()), null);
        }
        Arguments.text(argument, "drop").ifPresent(this::drop);
        return replies.success(null, null);
    }

    private synchronized String keep(Json value) {
        if (values.size() == MAX_VALUES) {
            values.remove(values.keySet().iterator().next());
        }
        String handle = "#@%04x".formatted(++count);
        values.put(handle, value);
        return handle;
    }

    private synchronized Json kept(String handle) {
        return values.getOrDefault(handle, Json.NULL);
    }

    private synchronized void drop(String handle) {
        values.remove(handle);
    }
}
