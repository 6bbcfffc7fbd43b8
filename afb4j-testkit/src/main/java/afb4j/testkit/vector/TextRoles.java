package afb4j.testkit.vector;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Which text of the running play stands for which recorded one, on all its connections: uuids that are made
/// anew each time, and the session texts of legacy clients. One stands for one: two recorded texts never
/// become the same.
///
/// Lives on the thread of the player.
final class TextRoles {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}");

    private final Map<String, String> actual = new HashMap<>();
    private final Map<String, String> recorded = new HashMap<>();

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /// Returns whether `seen` can stand for the recorded text: because it does already, or because neither of
    /// them is bound.
    boolean isSame(String wanted, String seen) {
        String bound = actual.get(wanted);
        return bound == null ? !recorded.containsKey(seen) : bound.equals(seen);
    }

    /// Notes that `seen` stands for the recorded text from now on.
    void bind(String wanted, String seen) {
        actual.putIfAbsent(wanted, seen);
        recorded.putIfAbsent(seen, wanted);
    }
}
