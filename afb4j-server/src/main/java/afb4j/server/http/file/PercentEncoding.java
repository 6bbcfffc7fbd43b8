package afb4j.server.http.file;

import java.nio.charset.StandardCharsets;

/// Text as part of an URL (RFC 3986): what comes out holds nothing that could end a header or a path.
final class PercentEncoding {

    private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";

    private PercentEncoding() {}

    /// Encodes all but letters, digits, slashes and the signs that mean nothing in a path.
    static String path(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            append(encoded, octet & 0xFF);
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, int octet) {
        boolean isLetter = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
        boolean isDigit = octet >= '0' && octet <= '9';
        if (isLetter || isDigit || UNRESERVED.indexOf(octet) >= 0) {
            encoded.append((char) octet);
        } else {
            encoded.append('%')
                    .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                    .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
        }
    }
}
