package afb4j.core.trace;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of points and of groups of them (http-and-wsj1.md 6). Names that the binders of the field know and
/// that have no meaning here stand for no points: who asks for them is not refused.
public final class TraceFlags {

    private static final String ALL = "all";

    /// A name; all else separates.
    private static final Pattern FLAG = Pattern.compile("[^,+\\s]+");

    /// What stands for nothing.
    private static final Set<String> NOTHING = Set.of("no", "none");

    private static final String REQUEST_NAMES = """
        addref args common context context_drop context_get context_getinit context_make context_set event
        extra get get_application_id get_client_info get_uid interface json life ref security session
        session_get_loa session_set_loa subcalls subcallsync subcallsync_result unref userdata vverbose\
        """;
    private static final String API_NAMES = """
        add_alias api api_add_verb api_del_verb api_seal api_set_on_event api_set_on_init api_set_verbs callsync
        abort_job class_provide class_require common event extra get_event_loop get_system_bus get_user_bus
        new_api on_event on_event_handler require_api rootdir_get_fd rootdir_open_locale settings vverbose\
        """;
    private static final String EVENT_NAMES = "addref common extra name";
    private static final String SESSION_NAMES = "addref common destroy unref";

    private static final Map<TraceKind, Map<String, Set<TracePoint>>> FLAGS = new EnumMap<>(TraceKind.class);

    static {
        for (TraceKind kind : TraceKind.values()) {
            FLAGS.put(kind, new HashMap<>());
        }
        known(TraceKind.REQUEST, REQUEST_NAMES);
        known(TraceKind.API, API_NAMES);
        known(TraceKind.EVENT, EVENT_NAMES);
        known(TraceKind.SESSION, SESSION_NAMES);
        for (TracePoint point : TracePoint.values()) {
            group(point.kind(), point.action(), point);
            group(point.kind(), ALL, point);
        }
        requestGroups();
        apiGroups();
        group(TraceKind.EVENT, "common", TracePoint.EVENT_PUSH_BEFORE, TracePoint.EVENT_BROADCAST_BEFORE);
        group(TraceKind.SESSION, "common", TracePoint.SESSION_CREATE, TracePoint.SESSION_CLOSE);
        group(TraceKind.SESSION, "destroy", TracePoint.SESSION_CLOSE);
    }

    private TraceFlags() {}

    private static void requestGroups() {
        TracePoint[] life = {TracePoint.REQUEST_BEGIN, TracePoint.REQUEST_END};
        TracePoint[] event = {TracePoint.REQUEST_SUBSCRIBE, TracePoint.REQUEST_UNSUBSCRIBE};
        TracePoint[] subcalls = {TracePoint.REQUEST_SUBCALL, TracePoint.REQUEST_SUBCALL_RESULT};
        group(TraceKind.REQUEST, "life", life);
        group(TraceKind.REQUEST, "event", event);
        group(TraceKind.REQUEST, "subcalls", subcalls);
        group(TraceKind.REQUEST, "session", TracePoint.REQUEST_SESSION_CLOSE);
        group(TraceKind.REQUEST, "security", TracePoint.REQUEST_HAS_PERMISSION);
        group(TraceKind.REQUEST, "common", life);
        group(TraceKind.REQUEST, "common", event);
        group(TraceKind.REQUEST, "common", subcalls);
        group(
                TraceKind.REQUEST,
                "common",
                TracePoint.REQUEST_REPLY,
                TracePoint.REQUEST_SESSION_CLOSE,
                TracePoint.REQUEST_HAS_PERMISSION);
    }

    private static void apiGroups() {
        TracePoint[] event = {
            TracePoint.API_EVENT_MAKE,
            TracePoint.API_EVENT_BROADCAST,
            TracePoint.API_EVENT_HANDLER_ADD,
            TracePoint.API_EVENT_HANDLER_DEL
        };
        group(TraceKind.API, "event", event);
        group(TraceKind.API, "common", event);
        group(TraceKind.API, "common", TracePoint.API_START, TracePoint.API_CALL, TracePoint.API_POST_JOB);
        group(TraceKind.API, "extra", TracePoint.API_UNSHARE_SESSION);
        group(TraceKind.API, "callsync", TracePoint.API_CALL);
    }

    private static void known(TraceKind kind, String names) {
        FLAG.matcher(names).results().forEach(name -> group(kind, name.group()));
    }

    private static void group(TraceKind kind, String name, TracePoint... points) {
        pointsOf(kind)
                .computeIfAbsent(name, _ -> EnumSet.noneOf(TracePoint.class))
                .addAll(Arrays.asList(points));
    }

    private static Map<String, Set<TracePoint>> pointsOf(TraceKind kind) {
        return FLAGS.getOrDefault(kind, Map.of());
    }

    /// The points that a flag stands for; nothing if there is no such flag. Case does not count, and `-` is `_`;
    /// `*` is all, `no` and `none` are no points.
    public static Optional<Set<TracePoint>> points(TraceKind kind, String flag) {
        String name = flag.toLowerCase(Locale.ROOT).replace('-', '_');
        if (NOTHING.contains(name)) {
            return Optional.of(Set.of());
        }
        return Optional.ofNullable(pointsOf(kind).get(name.equals("*") ? ALL : name))
                .map(Set::copyOf);
    }

    /// The points that a text of flags stands for, which are separated by comma, blank or `+`, as on a command
    /// line.
    ///
    /// @throws IllegalArgumentException when there is no such flag; the message names those there are
    public static Set<TracePoint> parse(TraceKind kind, String flags) {
        Set<TracePoint> points = EnumSet.noneOf(TracePoint.class);
        FLAG.matcher(flags)
                .results()
                .map(MatchResult::group)
                .forEach(flag -> points.addAll(points(kind, flag)
                        .orElseThrow(() -> new IllegalArgumentException("there is no " + kind.word() + " flag '" + flag
                                + "', expected some of " + names(kind)))));
        return points;
    }

    private static String names(TraceKind kind) {
        return Stream.concat(pointsOf(kind).keySet().stream(), Stream.of("none"))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
