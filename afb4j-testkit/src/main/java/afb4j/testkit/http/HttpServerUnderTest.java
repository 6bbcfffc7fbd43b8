package afb4j.testkit.http;

/// A running server, started as the [BinderSetup] of a recording wants it.
@FunctionalInterface
public interface HttpServerUnderTest {

    /// Returns the port on loopback where it speaks HTTP.
    int port();
}
