package afb4j.core;

import afb4j.api.Names;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The APIs of a binder by name, local and remote ones alike, with their aliases.
///
/// Looking up is a read of a concurrent map: each call sees the set as it is at that moment, and a call that
/// was accepted by an API goes on when the API is removed. Changes wait for each other, so that no alias
/// outlives its API.
@ThreadSafe
public final class ApiSet {

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    /// An empty set.
    public ApiSet() {}

    /// One name of the set.
    ///
    /// @param name the name
    /// @param target where its calls go
    /// @param visibility who may call
    /// @param original the name this one is an alias of; itself when it is none
    public record Entry(String name, ApiTarget target, Visibility visibility, String original) {

        /// Whether this is a second name of another entry.
        public boolean isAlias() {
            return !name.equals(original);
        }
    }

    /// Adds an API.
    ///
    /// @throws NameTakenException when the name is in use
    /// @throws IllegalArgumentException when it is no name (W-03)
    public synchronized void add(String name, ApiTarget target, Visibility visibility) {
        put(new Entry(Names.requireApiName(name), target, visibility, name));
    }

    /// Gives an API a second name, as visible as the API.
    ///
    /// @throws NameTakenException when the name is in use
    /// @throws IllegalArgumentException when it is no name (W-03), or `original` is no API
    public synchronized void alias(String name, String original) {
        Entry entry = find(original)
                .orElseThrow(() -> new IllegalArgumentException("no API " + original + " to give the alias " + name));
        put(new Entry(Names.requireApiName(name), entry.target(), entry.visibility(), entry.original()));
    }

    private void put(Entry entry) {
        if (entries.putIfAbsent(entry.name(), entry) != null) {
            throw new NameTakenException(entry.name());
        }
    }

    /// Removes an API with its aliases and closes it, or an alias alone. Does nothing when there is none.
    public void remove(String name) {
        Entry removed = take(name);
        if (removed != null && !removed.isAlias()) {
            removed.target().close();
        }
    }

    private synchronized @Nullable Entry take(String name) {
        Entry removed = entries.remove(name);
        if (removed != null && !removed.isAlias()) {
            entries.values().removeIf(entry -> entry.original().equals(name));
        }
        return removed;
    }

    /// The entry of a name or alias.
    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// Where calls of `name` go, null when there is no such API: the lookup of every call.
    @Nullable
    ApiTarget target(String name) {
        Entry entry = entries.get(name);
        return entry == null ? null : entry.target();
    }

    /// As [#target(String)], null also when the API is private.
    @Nullable
    ApiTarget publicTarget(String name) {
        Entry entry = entries.get(name);
        return entry == null || entry.visibility() == Visibility.PRIVATE ? null : entry.target();
    }

    /// All entries: APIs by name, then aliases by name.
    public List<Entry> entries() {
        return entries.values().stream()
                .sorted((a, b) -> a.isAlias() == b.isAlias()
                        ? a.name().compareTo(b.name())
                        : Boolean.compare(a.isAlias(), b.isAlias()))
                .toList();
    }
}
