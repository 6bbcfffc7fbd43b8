package afb4j.system.vector;

import afb4j.client.AfbClient;
import afb4j.core.BindingSpec;
import afb4j.core.security.PermissionChecker;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.testkit.vector.Endpoint;
import afb4j.testkit.vector.Flavour;
import afb4j.testkit.vector.ServerSetup;
import afb4j.testkit.vector.ServerUnderTest;
import afb4j.transport.TransportConfig;
import java.time.Duration;

/// Our binder with the sample API `hello` as a recording wants it. It grants everything, as the recorded
/// binders did.
final class HelloServer implements ServerUnderTest, AutoCloseable {

    private static final int LOOPS = 2;

    private final ServerSetup setup;
    private final Places places;
    private Binder binder;

    HelloServer(ServerSetup setup) {
        this.setup = setup;
        this.places = new Places(setup.transport());
        binder = started();
    }

    private Binder started() {
        BinderBuilder builder = Binder.builder()
                .binding(BindingSpec.parse(bindingName(setup.flavour())))
                .serve(places.next())
                .serve(places.next())
                .transport(TransportConfig.builder()
                        .ioThreads(LOOPS)
                        .wideDescriptionIds(setup.wideDescriptionIds())
                        .build())
                .stopTimeout(Duration.ofMillis(100)); // for the verbs that never answer
        if (setup.onBehalf()) {
            builder.permissions(PermissionChecker.allowAll());
        }
        return builder.start();
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
        return Places.endpoint(binder.addresses().getFirst());
    }

    @Override
    public Endpoint secondEndpoint() {
        return Places.endpoint(binder.addresses().getLast());
    }

    /// Stops with what was sent before: each loop serves one more client first, and meanwhile reads the
    /// others.
    @Override
    public void stop() {
        for (int loop = 0; loop < LOOPS; loop++) {
            try (AfbClient client = AfbClient.connect(endpoint().sockspec())) {
                client.call("ping");
            }
        }
        binder.close();
    }

    @Override
    public void startAgain() {
        binder = started();
    }

    @Override
    public void close() {
        binder.close();
        places.close();
    }
}
