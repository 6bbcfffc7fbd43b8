package afb4j.core.session;

import afb4j.api.Data;
import com.google.errorprone.annotations.ThreadSafe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.UnaryOperator;

/// Who is told of what happens to a session: its listeners, and what is to be done at its end.
@ThreadSafe
@SuppressWarnings("Immutable") // the members are changed by atomic operations
final class SessionAudience {

    private static final VarHandle MEMBERS;

    static {
        try {
            MEMBERS = MethodHandles.lookup().findVarHandle(SessionAudience.class, "members", Members.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final Members NOBODY = new Members(Roster.empty(), Roster.empty());

    private final LiveSession session;
    private volatile Members members = NOBODY;

    SessionAudience(LiveSession session) {
        this.session = session;
    }

    void add(SessionListener listener) {
        change(now -> new Members(now.listeners.with(listener), now.hooks));
    }

    void remove(SessionListener listener) {
        change(now -> new Members(now.listeners.without(listener), now.hooks));
    }

    /// See [LiveSession#send(String, Data)].
    int tell(String event, Data data) {
        int told = 0;
        Roster<SessionListener> roster = members.listeners;
        for (SessionListener listener : roster.members()) {
            if (!session.isOpen()) {
                break;
            }
            if (members.listeners.contains(listener)) {
                session.callOut("a listener", () -> listener.onEvent(event, data));
                told++;
            }
        }
        return told;
    }

    /// See [LiveSession#onClose(Runnable)].
    Registration onClose(Runnable action) {
        CloseHook hook = new CloseHook(session, this, action);
        if (!change(now -> new Members(now.listeners, now.hooks.with(hook)))) {
            hook.run();
        }
        return hook;
    }

    void forget(CloseHook hook) {
        change(now -> new Members(now.listeners, now.hooks.without(hook)));
    }

    /// The session was closed: what is to be done is done, and nobody is told any more.
    void dismiss() {
        Members last = (Members) MEMBERS.getAndSet(this, NOBODY);
        last.hooks.members().forEach(CloseHook::run);
    }

    /// Changes the members, unless the session is closed.
    private boolean change(UnaryOperator<Members> step) {
        Members before;
        Members after;
        do {
            before = members;
            after = step.apply(before);
        } while (!MEMBERS.compareAndSet(this, before, after));
        if (session.isClosed()) { // who closed it may not have seen the change
            dismiss();
            return false;
        }
        return true;
    }

    private record Members(Roster<SessionListener> listeners, Roster<CloseHook> hooks) {}
}
