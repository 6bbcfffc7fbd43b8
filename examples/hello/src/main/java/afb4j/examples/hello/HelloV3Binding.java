package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// The sample as a version 3 binding of 2026, by the name `hello-v3`.
public final class HelloV3Binding implements Binding {

    /// For the `ServiceLoader`, and for programs that embed a binder.
    public HelloV3Binding() {}

    @Override
    public String name() {
        return "hello-v3";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(new HelloApi(Flavour.V3, context).build());
    }
}
