package afb4j.testkit.vector;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a [ClientUnderTest] has to be started for a connection of a recording: what the recorded program was
/// given on its command line.
@Immutable
@SuppressWarnings("Immutable") // the set is a copy that cannot be changed
public final class ClientSetup {
    private final Endpoint endpoint;
    private final Dialect dialect;
    private final @Nullable String session;
    private final @Nullable String token;
    private final Set<Feature> needs;

    ClientSetup(
            Endpoint endpoint, Dialect dialect, @Nullable String session, @Nullable String token, Set<Feature> needs) {
        this.endpoint = endpoint;
        this.dialect = dialect;
        this.session = session;
        this.token = token;
        this.needs = Set.copyOf(needs);
    }

    /// Returns where the scripted server listens.
    public Endpoint endpoint() {
        return endpoint;
    }

    /// Returns what it speaks.
    public Dialect dialect() {
        return dialect;
    }

    /// Returns the uuid of the session of all calls, which need not have the form of a uuid. Nothing when
    /// they have none: then version 1 sends session id 0, and the legacy dialects any text.
    ///
    /// A client may announce it as soon as it is connected or with the first call (S-32).
    public Optional<String> session() {
        return Optional.ofNullable(session);
    }

    /// Returns the token of all calls, or nothing when they have none.
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /// Returns what the recording asks of the client besides calls. With [Feature#SUBCALLS] it has to answer
    /// subcalls by itself, see [ClientUnderTest].
    public Set<Feature> needs() {
        return needs;
    }
}
