package afb4j.core.metrics;

import afb4j.api.Status;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// The calls of a binder, by API and verb.
///
/// Who answers calls looks up its entries once and keeps them; a call touches nothing of this class but what
/// it was handed. Entries live as long as their API.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class CallStatistics {

    /// Stands for verbs, or an API, that were called and are not there.
    public static final String UNKNOWN = "(unknown)";

    /// Stands for the verbs of a remote API that are not told apart.
    public static final String OTHER = "(other)";

    private final ConcurrentMap<String, ApiStatistics> apis = new ConcurrentHashMap<>();
    private final LongAdder unanswered = new LongAdder();
    private final VerbStatistics unknownApi;

    /// Statistics of no calls.
    public CallStatistics() {
        ApiStatistics unknown = of(UNKNOWN);
        add(unknown);
        unknownApi = unknown.unknown();
    }

    /// Makes the entries of an API, which are not shown before [#add(ApiStatistics)].
    public ApiStatistics of(String api) {
        return new ApiStatistics(this, api, unanswered);
    }

    /// Shows the entries of an API, in place of another one of its name.
    public void add(ApiStatistics api) {
        apis.put(api.api(), api);
    }

    void remove(ApiStatistics api) {
        apis.remove(api.api(), api);
    }

    /// A call asked for an API that is not there.
    public void countUnknownApi() {
        unknownApi.ran(UNKNOWN, Status.UNKNOWN_API, 0);
    }

    /// How many calls are not answered yet, those that wait for their turn included; those that a
    /// non-blocking verb is answering at this moment are not.
    public long unanswered() {
        return Math.max(0, unanswered.sum());
    }

    /// All APIs, by name.
    public List<ApiStatistics> apis() {
        return apis.values().stream()
                .sorted((one, two) -> one.api().compareTo(two.api()))
                .toList();
    }
}
