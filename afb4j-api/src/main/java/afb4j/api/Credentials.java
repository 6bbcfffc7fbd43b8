package afb4j.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who calls, as the kernel of a machine says (W-58): of the process at the other end of a socket, or of one
/// further away for which that process speaks (W-59). Immutable.
///
/// @param uid user
/// @param gid group
/// @param pid process, 0 when it is not known
/// @param label security label, [#NO_LABEL] where there is none
public record Credentials(int uid, int gid, int pid, String label) {

    /// The label of a process that has none (W-58).
    public static final String NO_LABEL = "NoLabel";

    /// compat: a number may have a sign, vectors v1-probe-creds.
    private static final Pattern TEXT =
            Pattern.compile("(-?\\p{XDigit}{1,8}):(-?\\p{XDigit}{1,8}):(-?\\p{XDigit}{1,8})-(.*)", Pattern.DOTALL);

    /// The application: what follows the last `:` of the label (W-60).
    public String application() {
        return label.substring(label.lastIndexOf(':') + 1);
    }

    /// The text that travels from binder to binder: uid, gid and pid in hexadecimal, then the label (W-59).
    public String text() {
        return Integer.toHexString(uid) + ":" + Integer.toHexString(gid) + ":" + Integer.toHexString(pid) + "-" + label;
    }

    /// Reads [#text()], or nothing if it is none (W-60).
    public static Optional<Credentials> parse(String text) {
        Matcher fields = TEXT.matcher(text);
        return fields.matches()
                ? Optional.of(new Credentials(
                        hex(fields.group(1)), hex(fields.group(2)), hex(fields.group(3)), fields.group(4)))
                : Optional.empty();
    }

    /// The 32 bits of a number: those of a negative one as C peers read them.
    private static int hex(String digits) {
        return (int) Long.parseLong(digits, 16);
    }

    /// As the verb of a binder shows it to people and programs: uid, gid, pid, user, label, id.
    public Json json() {
        return Json.object()
                .put("uid", Integer.toUnsignedLong(uid))
                .put("gid", Integer.toUnsignedLong(gid))
                .put("pid", Integer.toUnsignedLong(pid))
                .put("user", Integer.toUnsignedString(uid))
                .put("label", label)
                .put("id", application())
                .build();
    }
}
