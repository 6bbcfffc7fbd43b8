package afb4j.server.http.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A content coding in which a file may lie beside itself, made in advance: `app.js.br`, `app.js.gz`.
enum Coding {
    /// Brotli.
    BROTLI("br", ".br"),
    /// The format of gzip.
    GZIP("gzip", ".gz");

    private final String token;
    private final String suffix;

    Coding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /// Its name in `Content-Encoding`.
    String token() {
        return token;
    }

    /// What the name of such a file ends with.
    String suffix() {
        return suffix;
    }

    /// Those that a client takes, the smallest result first. A weight of 0 refuses one; other weights are
    /// not
    /// compared, since whoever takes a coding at all is better off with fewer bytes. `*` stands for those
    /// that are
    /// not named.
    ///
    /// @param acceptEncoding the header
    static List<Coding> acceptedBy(String acceptEncoding) {
        List<Coding> accepted = new ArrayList<>();
        for (Coding coding : values()) {
            if (isAccepted(coding, acceptEncoding)) {
                accepted.add(coding);
            }
        }
        return accepted;
    }

    private static boolean isAccepted(Coding coding, String acceptEncoding) {
        boolean byStar = false;
        for (String item : acceptEncoding.split(",", -1)) {
            String[] parts = item.split(";", -1);
            String name = parts[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals(coding.token) || name.equals("x-" + coding.token)) {
                return !isZero(parts);
            }
            if (name.equals("*")) {
                byStar = !isZero(parts);
            }
        }
        return byStar;
    }

    private static boolean isZero(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.matches("q\\s*=\\s*0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
