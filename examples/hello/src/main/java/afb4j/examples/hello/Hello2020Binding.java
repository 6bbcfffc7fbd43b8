package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// The sample of 2019 and 2020, by the name `hello-2020`.
public final class Hello2020Binding implements Binding {

    /// For the `ServiceLoader`, and for programs that embed a binder.
    public Hello2020Binding() {}

    @Override
    public String name() {
        return "hello-2020";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(new HelloApi(Flavour.S2020, context).build());
    }
}
