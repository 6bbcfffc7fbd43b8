package afb4j.system.vector;

import afb4j.core.BindingSpec;
import afb4j.server.Binder;
import afb4j.testkit.vector.Endpoint;
import afb4j.testkit.vector.Flavour;
import afb4j.testkit.vector.ServerUnderTest;
import afb4j.transport.Address;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Our binder with the sample API `hello` in the flavour of a recording.
final class HelloServer implements ServerUnderTest, AutoCloseable {

    private final Flavour flavour;
    private Binder binder;

    HelloServer(Flavour flavour) {
        this.flavour = flavour;
        binder = started(flavour);
    }

    private static Binder started(Flavour flavour) {
        return Binder.builder()
                .binding(BindingSpec.parse(bindingName(flavour)))
                .serve("tcp:127.0.0.1:0/hello")
                .stopTimeout(Duration.ofMillis(100)) // for the verbs that never answer
                .start();
    }

    private static String bindingName(Flavour flavour) {
        return switch (flavour) {
            case V4 -> "hello";
            case V3 -> "hello-v3";
            case S2020 -> "hello-2020";
            case S2017 -> "hello-2017";
        };
    }

    @Override
    public Endpoint endpoint() {
        Address.Tcp address = (Address.Tcp) binder.addresses().getFirst();
        return Endpoint.of(new InetSocketAddress(address.host(), address.port()));
    }

    @Override
    public void stop() {
        binder.close();
    }

    @Override
    public void startAgain() {
        binder = started(flavour);
    }

    @Override
    public void close() {
        binder.close();
    }
}
