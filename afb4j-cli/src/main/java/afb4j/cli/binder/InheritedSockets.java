package afb4j.cli.binder;

import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the listening sockets that the parent process opened: socket activation by LISTEN_PID, LISTEN_FDS
/// and LISTEN_FDNAMES.
final class InheritedSockets {

    private static final int FIRST_DESCRIPTOR = 3;
    private static final String NAMELESS = "unknown"; // the name systemd gives to what has none

    private InheritedSockets() {}

    /// Descriptors by name; of those with the same name the first. Empty when the sockets are for another
    /// process.
    ///
    /// @throws IllegalArgumentException when LISTEN_FDS is not a number
    static Map<String, Integer> of(Map<String, String> environment) {
        String count = environment.get("LISTEN_FDS");
        if (count == null || !isOurs(environment.get("LISTEN_PID"))) {
            return Map.of();
        }
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        Map<String, Integer> sockets = new LinkedHashMap<>();
        for (int i = 0; i < number(count); i++) {
            String name = i < names.length && !names[i].isEmpty() ? names[i] : NAMELESS;
            sockets.putIfAbsent(name, FIRST_DESCRIPTOR + i);
        }
        return sockets;
    }

    private static boolean isOurs(@org.jspecify.annotations.Nullable String pid) {
        return pid != null && pid.equals(Long.toString(ProcessHandle.current().pid()));
    }

    private static int number(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException cause) {
            throw new IllegalArgumentException("LISTEN_FDS is '" + count + "', expected a number", cause);
        }
    }
}
