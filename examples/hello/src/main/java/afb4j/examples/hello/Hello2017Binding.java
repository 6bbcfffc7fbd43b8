package afb4j.examples.hello;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// The sample of 2017, by the name `hello-2017`.
public final class Hello2017Binding implements Binding {

    /// For the `ServiceLoader`, and for programs that embed a binder.
    public Hello2017Binding() {}

    @Override
    public String name() {
        return "hello-2017";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        return List.of(new HelloApi(Flavour.S2017, context).build());
    }
}
