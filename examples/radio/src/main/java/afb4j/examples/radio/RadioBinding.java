package afb4j.examples.radio;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// Brings the API `radio` into a binder: `afb4j binder -b radio`.
public final class RadioBinding implements Binding {

    /// For the `ServiceLoader`.
    public RadioBinding() {}

    @Override
    public String name() {
        return "radio";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(Api.of(new Radio()));
    }
}
