package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// The sample as a version 4 binding of 2026, by the name `hello`.
public final class HelloBinding implements Binding {

    /// For the `ServiceLoader`, and for programs that embed a binder.
    public HelloBinding() {}

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(new HelloApi(Flavour.V4, context).build());
    }
}
