package afb4j.api;

import java.util.List;

/// A plug-in that brings APIs into a binder. Found by `ServiceLoader`: a module says `provides Binding with
/// ...`, a jar on the class path lists it under `META-INF/services`.
public interface Binding {

    /// The name to load this binding by, as in `--binding hello`.
    String name();

    /// Makes the APIs. Called once by the binder that loads the binding, before it serves anything.
    ///
    /// @throws Exception when it can't: the binder reports the cause and goes on without, or stops if asked
    List<Api> apis(BindingContext context) throws Exception;
}
