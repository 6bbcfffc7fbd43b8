package afb4j.examples.hello;

import afb4j.api.Credentials;
import afb4j.api.Data;
import afb4j.api.EventHandler;
import afb4j.api.Guard;
import afb4j.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who calls the sample: it notes what it is told, in order.
final class FakeClient {

    /// Lines such as `push hello/ev {"n":1}` and `reply success`.
    final List<String> journal = new ArrayList<>();

    boolean takesEvents = true;
    boolean hasValidToken = true;
    boolean isPermitted = true;
    int refreshes;
    Optional<Credentials> credentials = Optional.empty();
    private final FakeSession session;
    private final EventHandler handler;

    FakeClient(String session) {
        this(session, (event, data) -> {});
    }

    FakeClient(String session, EventHandler handler) {
        this.session = new FakeSession(session);
        this.handler = handler;
    }

    FakeSession session() {
        return session;
    }

    void tell(String how, String event, Data data) {
        String type = data instanceof Json ? "" : " " + data.getClass().getSimpleName();
        journal.add(how + " " + event + type + " " + data.toJson().compact());
        try {
            handler.onEvent(event, data);
        } catch (Exception failure) {
            throw new AssertionError("the handler of " + event + " fails", failure);
        }
    }

    boolean passes(Guard guard) {
        return switch (guard) {
            case Guard.Yes _ -> true;
            case Guard.No _ -> false;
            case Guard.Token _ -> hasValidToken;
            case Guard.Permission _ -> isPermitted;
            case Guard.Loa loa -> session.loa() >= loa.level();
            case Guard.Not not -> !passes(not.guard());
            case Guard.And and -> and.guards().stream().allMatch(this::passes);
            case Guard.Or or -> or.guards().stream().anyMatch(this::passes);
        };
    }
}
