package afb4j.core.metrics;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The links of a binder to remote APIs, and who wants to hear that one was lost.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class LinkRegistry {

    private final List<MonitoredLink> links = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> observers = new CopyOnWriteArrayList<>();

    /// A registry of no links.
    public LinkRegistry() {}

    /// A link was made.
    public void add(MonitoredLink link) {
        links.add(link);
    }

    /// A link was closed.
    public void remove(MonitoredLink link) {
        links.remove(link);
    }

    /// All links, by the name of the API.
    public List<MonitoredLink> links() {
        return links.stream().sorted(Comparator.comparing(MonitoredLink::api)).toList();
    }

    /// Calls `observer` with the name of an API whose link was lost, each time, on the loop of that link: must
    /// not block or throw.
    public void onLost(Consumer<String> observer) {
        observers.add(observer);
    }

    /// Ends what [#onLost] began.
    public void removeObserver(Consumer<String> observer) {
        observers.remove(observer);
    }

    /// A link that was ready is not any more.
    public void lost(String api) {
        observers.forEach(observer -> observer.accept(api));
    }
}
