package afb4j.transport;

import afb4j.api.Names;
import java.nio.charset.StandardCharsets;

/// A socket specification: where a socket is, and which API is served there (W-01 to W-06).
///
/// | form | socket |
/// |---|---|
/// | `unix:PATH` | the file PATH, the whole path |
/// | `unix:@NAME` | the abstract name NAME |
/// | `tcp:HOST:PORT/API`, `HOST:PORT/API` | a TCP port; for servers an empty host or `*` is any interface |
/// | `sd:NAME` | servers only: the inherited descriptor of that name |
///
/// The API is what follows the last `/`, or the whole name where there is none; `?as-api=API` says it
/// outright.
///
/// @param address where
/// @param api the name of the API (W-03)
public record Sockspec(Address address, String api) {

    private static final int MAX_SPEC_BYTES = 4000;
    private static final int MAX_UNIX_PATH_BYTES = 107;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SHOWN = 120;
    private static final String AS_API = "?as-api=";
    private static final String FORMS =
            "expected unix:PATH, unix:@NAME, tcp:HOST:PORT/API or sd:NAME," + " each possibly followed by ?as-api=API";

    /// Which end of the socket a specification is for.
    public enum Role {
        CLIENT,
        SERVER
    }

    /// Checks the name of the API.
    public Sockspec {
        Names.requireApiName(api);
    }

    /// Reads a specification.
    ///
    /// @throws IllegalArgumentException when it is not of one of the forms above, or names no API; the
    ///     message says why
    public static Sockspec parse(String text, Role role) {
        int query = text.indexOf('?');
        String place = query < 0 ? text : text.substring(0, query);
        Address address = parseAddress(text, place, role);
        String api = query < 0 ? apiOf(text, place) : apiOfQuery(text, text.substring(query));
        if (!Names.isApiName(api)) {
            throw refuse(text, "\"" + shortened(api) + "\" is not a name for an API");
        }
        return new Sockspec(address, api);
    }

    /// Reads the address alone, for a client that does not care for the name of the API: `tcp:HOST:PORT` will
    /// do.
    ///
    /// @throws IllegalArgumentException as [#parse]
    public static Address parseAddress(String text, Role role) {
        int query = text.indexOf('?');
        return parseAddress(text, query < 0 ? text : text.substring(0, query), role);
    }

    private static Address parseAddress(String text, String place, Role role) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_SPEC_BYTES) {
            throw refuse(text, "it is longer than " + MAX_SPEC_BYTES + " bytes");
        }
        if (place.startsWith("unix:@")) {
            return abstractName(text, place.substring("unix:@".length()));
        }
        if (place.startsWith("unix:")) {
            return unixPath(text, place.substring("unix:".length()));
        }
        if (place.startsWith("sd:")) {
            return inherited(text, place.substring("sd:".length()), role);
        }
        return tcp(text, place.startsWith("tcp:") ? place.substring("tcp:".length()) : place, role);
    }

    private static Address abstractName(String text, String name) {
        return new Address.Abstract(requireUnixLength(text, name));
    }

    private static Address unixPath(String text, String path) {
        return new Address.Unix(requireUnixLength(text, path));
    }

    private static String requireUnixLength(String text, String path) {
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            throw refuse(text, "the name of the socket is missing");
        }
        if (bytes > MAX_UNIX_PATH_BYTES) {
            throw refuse(text, "the name of the socket has " + bytes + " bytes, the limit is " + MAX_UNIX_PATH_BYTES);
        }
        return path;
    }

    private static Address inherited(String text, String name, Role role) {
        if (role == Role.CLIENT) {
            throw refuse(text, "sd: is for servers only");
        }
        if (name.isEmpty()) {
            throw refuse(text, "the name of the descriptor is missing");
        }
        return new Address.Inherited(name);
    }

    private static Address tcp(String text, String place, Role role) {
        int slash = place.indexOf('/');
        String hostAndPort = slash < 0 ? place : place.substring(0, slash);
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 0) {
            throw refuse(text, "the port is missing");
        }
        String host = hostAndPort.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.equals("*")) {
            host = "";
        }
        if (host.isEmpty() && role == Role.CLIENT) {
            throw refuse(text, "the host is missing");
        }
        return new Address.Tcp(host, port(text, hostAndPort.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = isNumber ? Integer.parseInt(digits) : -1;
        if (port < 0 || port > MAX_PORT) {
            throw refuse(text, "\"" + digits + "\" is not a port, expected 0 to " + MAX_PORT);
        }
        return port;
    }

    private static String apiOf(String text, String place) {
        int slash = place.lastIndexOf('/');
        if (slash >= 0) {
            return place.substring(slash + 1);
        }
        if (place.startsWith("unix:@")) {
            return place.substring("unix:@".length());
        }
        int colon = place.indexOf(':');
        if (place.startsWith("unix:") || place.startsWith("sd:")) {
            return place.substring(colon + 1);
        }
        throw refuse(text, "it names no API: add /API at its end");
    }

    private static String apiOfQuery(String text, String query) {
        if (!query.startsWith(AS_API)) {
            throw refuse(text, "\"" + shortened(query) + "\" is not known, only " + AS_API + "API is (W-02)");
        }
        return query.substring(AS_API.length());
    }

    private static IllegalArgumentException refuse(String text, String why) {
        return new IllegalArgumentException(
                "bad socket specification \"" + shortened(text) + "\": " + why + "; " + FORMS);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    @Override
    public String toString() {
        return address + AS_API + api;
    }
}
