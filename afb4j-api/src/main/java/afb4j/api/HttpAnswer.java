package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// An answer in words of HTTP, to a verb that was called by HTTP (http-and-wsj1.md 1.8): the body goes out as
/// it is, without the usual envelope. Immutable; each method gives a changed copy.
///
/// ```java
/// request.reply(HttpAnswer.of(200).type("text/html").body("<h1>hello</h1>"));
/// ```
///
/// Who called in another way gets a status without value: a verb asks [Request#http()] first, and answers
/// others with [Status#NOT_AVAILABLE], or with what it has for them.
///
/// @param status the status code, 200 to 599
/// @param headers in the order they are sent; the binder adds those it is responsible for
/// @param body what is sent; nothing with the codes 204 and 304
public record HttpAnswer(int status, List<Header> headers, Bytes body) {

    private static final int OK = 200;
    private static final int LAST = 599;
    private static final int FIRST_ERROR = 400;
    private static final int MOVED_PERMANENTLY = 301;
    private static final int TEMPORARY_REDIRECT = 307;

    private static final Bytes NOTHING = Bytes.of(new byte[0]);

    /// Refuses a status out of range.
    public HttpAnswer {
        if (status < OK || status > LAST) {
            throw new IllegalArgumentException("the HTTP status is " + status + ", expected " + OK + " to " + LAST);
        }
        headers = List.copyOf(headers);
    }

    /// An answer without body.
    ///
    /// @throws IllegalArgumentException for a status that is not in 200 to 599
    public static HttpAnswer of(int status) {
        return new HttpAnswer(status, List.of(), NOTHING);
    }

    /// Sends the caller elsewhere this time: status 307.
    ///
    /// @throws IllegalArgumentException for a location that cannot be the value of a header
    public static HttpAnswer redirect(String location) {
        return of(TEMPORARY_REDIRECT).header("Location", location);
    }

    /// Sends the caller elsewhere, now and later: status 301.
    ///
    /// @throws IllegalArgumentException for a location that cannot be the value of a header
    public static HttpAnswer movedPermanently(String location) {
        return of(MOVED_PERMANENTLY).header("Location", location);
    }

    /// The same with the type of the body: `text/html; charset=utf-8`.
    ///
    /// @throws IllegalArgumentException for a type that cannot be the value of a header
    public HttpAnswer type(String mediaType) {
        return header("Content-Type", mediaType);
    }

    /// The same with one more header.
    ///
    /// @throws IllegalArgumentException for a name or value that is none, and for the headers that the binder
    ///     sets itself: `Connection`, `Content-Length`, `Transfer-Encoding`, `Upgrade`
    public HttpAnswer header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpAnswer(status, more, body);
    }

    /// The same with these bytes as body.
    public HttpAnswer body(byte[] content) {
        return new HttpAnswer(status, headers, Bytes.of(content));
    }

    /// The same with a text, in UTF-8, as body.
    public HttpAnswer body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /// The reply that carries this answer; a success if the HTTP status is one below 400.
    public Reply reply() {
        Status result = status < FIRST_ERROR ? Status.SUCCESS : Status.of(Status.USER_ERROR_CODE, "http-" + status);
        return Reply.of(result).withHttp(this);
    }

    /// A header.
    ///
    /// @param name a token of HTTP
    /// @param value without control characters
    public record Header(String name, String value) {

        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
        private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
        private static final Set<String> OF_BINDER =
                Set.of("connection", "content-length", "transfer-encoding", "upgrade");

        /// Refuses what would not be that header on the wire.
        public Header {
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name of a header");
            }
            if (OF_BINDER.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header " + name + " is set by the binder");
            }
            if (CONTROL.matcher(value).find()) {
                throw new IllegalArgumentException("the value of the header " + name + " has control characters");
            }
        }
    }
}
