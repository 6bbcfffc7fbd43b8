package afb4j.examples.vehicle;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All doors of the car. Not thread-safe.
final class Doors {

    private final Map<Door, DoorState> states = new EnumMap<>(Door.class);

    /// All closed and locked.
    Doors() {
        for (Door door : Door.values()) {
            states.put(door, new DoorState(door, false, true));
        }
    }

    /// In the order of [Door].
    List<DoorState> all() {
        return List.copyOf(states.values());
    }

    boolean isAnyOpen() {
        return states.values().stream().anyMatch(DoorState::open);
    }

    DoorState of(Door door) {
        return states.getOrDefault(door, new DoorState(door, false, true));
    }

    /// Opens or closes a door that is not locked.
    ///
    /// @return whether that could be done
    boolean setOpen(Door door, boolean open) {
        if (of(door).locked()) {
            return !open;
        }
        states.put(door, new DoorState(door, open, false));
        return true;
    }

    void unlock(Door door) {
        states.put(door, new DoorState(door, of(door).open(), false));
    }

    /// Locks all that are closed.
    ///
    /// @return whether a door is locked now that was not
    boolean lock() {
        List<DoorState> before = all();
        states.replaceAll((door, state) -> state.open() ? state : new DoorState(door, false, true));
        return !all().equals(before);
    }
}
