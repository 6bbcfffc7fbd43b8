package afb4j.core;

import afb4j.api.Api;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.sequencer.Loop;

/// Binders of one loop.
final class TestBinder {

    private TestBinder() {}

    static BinderCore on(Loop loop, CoreConfig config) {
        BinderCore binder =
                new BinderCore("test", config, PermissionChecker.allowAll(), SessionStore.inMemory(), () -> loop);
        binder.start();
        return binder;
    }

    /// A started API.
    static ApiTarget target(Loop loop, CoreConfig config, Api api) {
        BinderCore binder = on(loop, config);
        binder.add(api, Visibility.PUBLIC);
        return binder.apis().find(api.name()).orElseThrow().target();
    }
}
