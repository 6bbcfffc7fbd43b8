package afb4j.core.metrics;

import afb4j.api.Status;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// The calls of one API, by verb. A verb of this process has an entry of its declared name, a glob one for all
/// names it stands for; what is not there shares [#unknown()]. So callers cannot make it grow.
///
/// A remote API has verbs whose names only its callers know: [#remote()] keeps the first 256 that were
/// answered by that API, of 64 characters at most, and counts all others as [CallStatistics#OTHER].
@ThreadSafe
@SuppressWarnings("Immutable")
public final class ApiStatistics {

    /// How many verbs of a remote API are told apart.
    static final int MAX_REMOTE_VERBS = 256;

    private static final int MAX_REMOTE_NAME = 64;

    private final CallStatistics owner;
    private final String api;
    private final LongAdder unanswered;
    private final ConcurrentMap<String, VerbStatistics> verbs = new ConcurrentHashMap<>();

    ApiStatistics(CallStatistics owner, String api, LongAdder unanswered) {
        this.owner = owner;
        this.api = api;
        this.unanswered = unanswered;
    }

    /// The API, by its own name, not by an alias.
    public String api() {
        return api;
    }

    /// The entry of a verb that the API declares.
    public VerbStatistics declared(String verb) {
        return verbs.computeIfAbsent(verb, name -> new VerbStatistics(name, unanswered));
    }

    /// The entry of all verbs that are not there.
    public VerbStatistics unknown() {
        return declared(CallStatistics.UNKNOWN);
    }

    /// A meter for verbs that are not known here.
    public CallMeter remote() {
        VerbStatistics other = declared(CallStatistics.OTHER);
        return new CallMeter() {
            @Override
            public void begins() {
                unanswered.increment();
            }

            @Override
            public void ends(String verb, Status status, long nanos) {
                remote(verb, status, other).ends(verb, status, nanos);
            }

            @Override
            public void ran(String verb, Status status, long nanos) {
                remote(verb, status, other).ran(verb, status, nanos);
            }
        };
    }

    private VerbStatistics remote(String verb, Status status, VerbStatistics other) {
        VerbStatistics known = verbs.get(verb);
        if (known != null) {
            return known;
        }
        if (status.code() == Status.UNKNOWN_VERB.code()) {
            return unknown();
        }
        boolean wasReached = status.code() != Status.DISCONNECTED.code() && status.code() != Status.UNKNOWN_API.code();
        return wasReached && verb.length() <= MAX_REMOTE_NAME && verbs.size() < MAX_REMOTE_VERBS
                ? declared(verb)
                : other;
    }

    /// The API was removed: its entries are not shown any more.
    public void close() {
        owner.remove(this);
    }

    /// What was counted, by name; without verbs that were never called.
    public List<VerbCounts> read() {
        return verbs.values().stream()
                .map(VerbStatistics::read)
                .filter(counts -> counts.count() > 0)
                .sorted((one, two) -> one.verb().compareTo(two.verb()))
                .toList();
    }
}
