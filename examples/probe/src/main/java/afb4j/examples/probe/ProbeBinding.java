package afb4j.examples.probe;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// Brings the API `probe` into a binder: `afb4j binder -b probe`.
public final class ProbeBinding implements Binding {

    /// For the `ServiceLoader`, and for programs that embed a binder.
    public ProbeBinding() {}

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(new ProbeApi().build());
    }
}
