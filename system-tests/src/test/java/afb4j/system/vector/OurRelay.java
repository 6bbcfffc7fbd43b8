package afb4j.system.vector;

import afb4j.core.Visibility;
import afb4j.server.Binder;
import afb4j.server.BinderBuilder;
import afb4j.testkit.vector.Endpoint;
import afb4j.testkit.vector.RelaySetup;
import afb4j.testkit.vector.RelayUnderTest;
import afb4j.transport.Sockspec;
import org.jspecify.annotations.Nullable;

/// Our binder between the scripted ends. Its links are lazy, as those of the recorded binders (W-99).
final class OurRelay implements RelayUnderTest {

    private @Nullable Binder binder;
    private @Nullable Places places;

    @Override
    public Endpoint start(RelaySetup setup) {
        Places own = new Places(setup.transport());
        places = own;
        BinderBuilder builder = Binder.builder().serve(own.next());
        for (Endpoint remote : setup.remotes()) {
            builder.remote(Sockspec.parse(remote.sockspec(), Sockspec.Role.CLIENT), Visibility.PRIVATE);
        }
        Binder started = builder.start();
        binder = started;
        return Places.endpoint(started.addresses().getFirst());
    }

    @Override
    public void close() {
        if (binder != null) {
            binder.close();
        }
        if (places != null) {
            places.close();
        }
    }
}
