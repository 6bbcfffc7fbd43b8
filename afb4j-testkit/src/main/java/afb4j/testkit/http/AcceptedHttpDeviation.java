package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What our product does otherwise than the recorded C binder over HTTP and json1, on purpose. This is the
/// whole list: nothing else is excused. P-numbers are the lines of http-and-wsj1.md 11, other numbers its
/// sections.
///
/// Each of them rewrites the recording into what is wanted of us, so that the play is as strict as before.
public enum AcceptedHttpDeviation {
    RECOMMENDED("P2 P4 P17 P18 P29", "replies are those that the recording recommends", HttpRewrites::recommended),

    RECOMMENDED_FRAMES(
            "P13 P15 P16",
            "frames are those that the recording recommends; a connection that is closed for its fault is made anew",
            Json1Rewrites::recommended),

    METHODS("P1 P34", "HEAD, OPTIONS; 405 with Allow, 501 for methods nobody knows", HttpRewrites::methods),

    ORIGIN("3.1", "a websocket is refused to a page of another site: 403", Json1Rewrites::origins),

    NO_RPC("3.1", "x-afb-ws-rpc is not known, the next protocol is taken", Json1Rewrites::withoutRpc),

    CONTENT_TYPE("P5", "application/json, application/octet-stream", HttpRewrites::contentTypes),

    COOKIES_OF_CALLS(
            "P32", "files and what is not found have no session, hence no cookie", HttpRewrites::cookiesOfCalls),

    COOKIE_SYNTAX("2.2", "no semicolon at the end of Set-Cookie (RFC 6265)", HttpRewrites::cookieSyntax),

    REFUSALS("1.3 1.7 3.1", "what the binder itself refuses it explains in a line of text", HttpRewrites::refusals),

    KEEP_ALIVE("P7", "connections stay open", HttpRewrites::keepAlive),

    FILE_HEADERS("P19", "max-age, quoted tags, Last-Modified, Accept-Ranges, nosniff", HttpRewrites::filesAsOfHttp),

    RANGES("5", "ranges are answered: 206", HttpRewrites::ranges),

    FILE_TYPES("5", "text says its charset; an index is typed by its own name", HttpRewrites::fileTypes),

    CLOSE_CODES("P14", "the code of a close frame is sent back", Json1Rewrites::closeCodes),

    TIMEOUTS("P30", "apitimeout holds for deferred calls too, and the info says so", JsonRewrites::timeouts),

    LEVELS("P10", "a level of assurance is kept", JsonRewrites::levels),

    VERBOSITY("P22", "levels read back as they were set", JsonRewrites::verbosity),

    INFO(
            "P23",
            "globs are listed; guards are shown as they are, and not if they let everybody pass; other verbs of our"
                    + " samples, further ones of monitor",
            JsonRewrites::info),

    CREDENTIALS("2.3 W-58", "nobody has credentials over TCP", JsonRewrites::credentials),

    SETTINGS("7.3", "binding-path names the binding, not a file of C", JsonRewrites::settings);

    private final String rule;
    private final String difference;
    private final Rewrite rewrite;

    AcceptedHttpDeviation(String rule, String difference, Rewrite rewrite) {
        this.rule = rule;
        this.difference = difference;
        this.rewrite = rewrite;
    }

    /// Returns the lines, sections or rules that want it.
    public String rule() {
        return rule;
    }

    /// Returns what is different, in a few words.
    public String difference() {
        return difference;
    }

    /// Returns the conversation that is wanted of our product in place of the recorded one.
    static HttpVector rewrite(HttpVector recorded) {
        HttpVector wanted = recorded;
        for (AcceptedHttpDeviation deviation : values()) {
            wanted = deviation.rewrite.apply(wanted);
        }
        return wanted;
    }

    /// Returns what is wanted but for this deviation.
    HttpVector rewriteWithout(HttpVector recorded) {
        HttpVector wanted = recorded;
        for (AcceptedHttpDeviation deviation : values()) {
            wanted = deviation == this ? wanted : deviation.rewrite.apply(wanted);
        }
        return wanted;
    }

    /// Returns the deviations that change what is wanted of a recording.
    public static List<AcceptedHttpDeviation> of(HttpVector recorded) {
        HttpVector wanted = rewrite(recorded);
        return Arrays.stream(values())
                .filter(deviation -> !deviation.rewriteWithout(recorded).steps().equals(wanted.steps()))
                .toList();
    }

    /// Returns the deviations, and what is played with which of them, as Markdown.
    public static String table() {
        StringBuilder text = new StringBuilder("| deviation | wanted by | what is different |\n|---|---|---|\n");
        for (AcceptedHttpDeviation deviation : values()) {
            text.append(row(deviation.name(), deviation.rule, deviation.difference));
        }
        text.append("\n| recording | kind | what it shows | deviations |\n|---|---|---|---|\n");
        for (HttpVector recorded : HttpVectors.all()) {
            String deviations = of(recorded).stream().map(Enum::name).collect(Collectors.joining(", "));
            text.append(row(recorded.name(), recorded.conformance(), recorded.title(), deviations));
        }
        return text.toString();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /// Recording → what is wanted of us.
    @Immutable
    @FunctionalInterface
    private interface Rewrite {
        HttpVector apply(HttpVector recorded);
    }
}
