package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Binding;
import afb4j.api.BindingContext;
import java.util.List;

/// A binding on the class path of the tests; its API tells what the binding was told.
public final class KnownBinding implements Binding {

    /// For the `ServiceLoader`.
    public KnownBinding() {}

    @Override
    public String name() {
        return "known";
    }

    @Override
    public List<Api> apis(BindingContext context) {
        context.exit().accept(7);
        return List.of(Api.builder("known")
                .info(context.binderName() + " " + context.uid() + " "
                        + context.config().compact())
                .build());
    }
}
