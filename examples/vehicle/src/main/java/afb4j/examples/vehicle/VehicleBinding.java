package afb4j.examples.vehicle;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// Brings the API `vehicle` into a binder: `afb4j binder -b vehicle`.
public final class VehicleBinding implements Binding {

    /// For the `ServiceLoader`.
    public VehicleBinding() {}

    @Override
    public String name() {
        return "vehicle";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(Api.of(new Vehicle()));
    }
}
