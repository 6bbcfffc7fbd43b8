package afb4j.core.event;

import afb4j.sequencer.ConfinedTo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A set that may change while it is gone through: who goes through it has a list that stays as it is, which
/// is copied only after a change. In the order of joining.
@ConfinedTo("a loop")
final class Members<T> {

    private final Set<T> members = new LinkedHashSet<>();
    private @Nullable List<T> list;

    boolean add(T member) {
        list = null;
        return members.add(member);
    }

    boolean remove(T member) {
        list = null;
        return members.remove(member);
    }

    List<T> list() {
        List<T> present = list;
        if (present == null) {
            present = List.copyOf(members);
            list = present;
        }
        return present;
    }
}
