package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// A binding that cannot be made.
public final class UnloadableBinding implements Binding {

    /// For the `ServiceLoader`, which gets the exception.
    public UnloadableBinding() {
        throw new IllegalStateException("no license");
    }

    @Override
    public String name() {
        return "unloadable";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of();
    }
}
