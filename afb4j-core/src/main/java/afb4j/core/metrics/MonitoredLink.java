package afb4j.core.metrics;

/// The connection to a remote API, as it is listed for those who watch the binder. All methods from any
/// thread.
public interface MonitoredLink {

    /// The name of the API here.
    String api();

    /// Where it is.
    String address();

    /// What it is doing: `idle`, `connecting`, `ready`, `waiting`, `exhausted` or `closed`.
    String stateName();

    /// Whether calls go out now.
    boolean isReady();

    /// Whether the binder is not ready without it.
    boolean isRequired();
}
