package afb4j.server.http.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of a representation.
///
/// @param offset of its first byte
/// @param length in bytes
record ByteRange(long offset, long length) {

    private static final Pattern FORM = Pattern.compile("(\\d*)\\s*-\\s*(\\d*)");
    private static final int MAX_DIGITS = 18;

    /// Reads `FIRST-LAST`, `FIRST-` or `-LENGTH`; null for any other text. What is not there has the
    /// length 0,
    /// what ends behind the end is cut.
    static @Nullable ByteRange parse(String text, long size) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        String first = form.group(1);
        String last = form.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? null : suffix(number(last), size);
        }
        long start = number(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (end < start) {
            return null;
        }
        return start >= size ? new ByteRange(0, 0) : new ByteRange(start, Math.min(end, size - 1) - start + 1);
    }

    private static ByteRange suffix(long length, long size) {
        long there = Math.min(length, size);
        return new ByteRange(size - there, there);
    }

    /// Numbers beyond any file mean its end.
    private static long number(String digits) {
        return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /// The value of `Content-Range`.
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
