package afb4j.server.http.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a PEM file (RFC 7468): `-----BEGIN LABEL-----`, base 64, `-----END LABEL-----`.
///
/// @param label what it is
/// @param headers lines with a colon before the content, as old encrypted keys have them
/// @param base64 the content as it stands there
record PemBlock(String label, String headers, String base64) {

    private static final Pattern FORM = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]+)-----\\s*" + "((?:[A-Za-z0-9-]+:[^\\n]*\\n)*)([^-]*)-----END \\1-----");

    /// All of a text, in order; what stands between them means nothing.
    static List<PemBlock> parse(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher matcher = FORM.matcher(text);
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return blocks;
    }

    /// The bytes; none when they cannot be read.
    byte[] content() {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException _) { // whoever wants the block says which file it is of
            return new byte[0];
        }
    }

    /// Without the content, which may be a key.
    @Override
    public String toString() {
        return label;
    }
}
