package afb4j.api;

import java.util.Optional;

/// What a verb may know of the HTTP request that it was called by (http-and-wsj1.md 1.8): see
/// [Request#http()]. A verb that wants to answer in words of HTTP replies an [HttpAnswer].
///
/// Implemented by the binder only. All methods may be called from any thread, also after the answer.
public interface HttpCall {

    /// The method, `GET` or `POST` usually.
    String method();

    /// The value of a header of the request, the first if there are several; `name` in any case.
    Optional<String> header(String name);

    /// The query of the request in its encoded form, without the question mark: what may follow one in a
    /// location. Empty if there is none.
    String query();

    /// A location of a redirection, followed by the query of the request if there is one.
    default String withQuery(String location) {
        String query = query();
        if (query.isEmpty()) {
            return location;
        }
        return location + (location.indexOf('?') < 0 ? '?' : '&') + query;
    }
}
