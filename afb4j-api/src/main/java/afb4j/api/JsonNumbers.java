package afb4j.api;

import org.jspecify.annotations.Nullable;

/// The numbers of JSON texts: how far they reach, their strict form, their value. All in linear time.
final class JsonNumbers {

    private static final String MAX_UNSIGNED = "18446744073709551615";
    private static final String MIN_SIGNED = "9223372036854775808";
    private static final int LONG_DIGITS = 19;

    private JsonNumbers() {}

    /// The index after the characters the C peers take for a number (W-27); those need not be one.
    static int runEnd(byte[] in, int at, int end) {
        boolean mayMinus = true;
        boolean mayPlus = false;
        boolean isReal = false;
        boolean hasExponent = false;
        int i = at;
        for (; i < end; i++) {
            byte c = in[i];
            boolean isExponent = (c == 'e' || c == 'E') && !hasExponent;
            boolean isPart = isExponent || (c == '.' && !isReal);
            if (!isPart && !isDigit(c) && !(c == '-' && mayMinus) && !(c == '+' && mayPlus)) {
                break;
            }
            mayMinus = isPart;
            mayPlus = isPart;
            isReal |= isPart;
            hasExponent |= isExponent;
        }
        return i;
    }

    /// Whether this is a number of RFC 8259.
    static boolean isStrict(byte[] in, int from, int to) {
        int first = in[from] == '-' ? from + 1 : from;
        int i = digitsEnd(in, first, to);
        if (i == first || (i > first + 1 && in[first] == '0')) {
            return false;
        }
        if (i < to && in[i] == '.') {
            int fraction = i + 1;
            i = digitsEnd(in, fraction, to);
            if (i == fraction) {
                return false;
            }
        }
        if (i < to && (in[i] == 'e' || in[i] == 'E')) {
            int sign = i + 1;
            int exponent = sign < to && (in[sign] == '+' || in[sign] == '-') ? sign + 1 : sign;
            i = digitsEnd(in, exponent, to);
            if (i == exponent) {
                return false;
            }
        }
        return i == to;
    }

    /// Whether C peers write this strict number otherwise: `-0` as `0`, integers beyond 64 bits as the
    /// nearest they have.
    static boolean mayChange(byte[] in, int from, int to) {
        return mayBeClamped(in, from, to) || (to - from == 2 && in[from] == '-' && in[from + 1] == '0');
    }

    private static boolean mayBeClamped(byte[] in, int from, int to) {
        return to - from >= LONG_DIGITS && digitsEnd(in, in[from] == '-' ? from + 1 : from, to) == to;
    }

    private static int digitsEnd(byte[] in, int from, int to) {
        int i = from;
        while (i < to && isDigit(in[i])) {
            i++;
        }
        return i;
    }

    /// Whether the scalar of a clean text that begins at that index is no `NaN`, `Infinity` or `-Infinity`.
    static boolean isFinite(byte[] in, int at) {
        byte first = in[at] == '-' ? in[at + 1] : in[at];
        return first != 'N' && first != 'I';
    }

    /// The strict form of a run the C peers take for a number: without leading zeros, integers clamped to
    /// 64 bits, no `-0`, digits otherwise as written; null if the peers reject it.
    static @Nullable String normal(String run) {
        boolean isNegative = run.startsWith("-");
        String digits = isNegative ? run.substring(1) : run;
        boolean isReal = digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (!isReal) {
            return digits.isEmpty() ? null : integer(isNegative, withoutLeadingZeros(digits));
        }
        String real = real(trimmed(digits));
        return real == null ? null : (isNegative ? "-" : "") + real;
    }

    private static String integer(boolean isNegative, String digits) {
        String limit = isNegative ? MIN_SIGNED : MAX_UNSIGNED;
        boolean isTooBig =
                digits.length() > limit.length() || (digits.length() == limit.length() && digits.compareTo(limit) > 0);
        return (isNegative && !digits.equals("0") ? "-" : "") + (isTooBig ? limit : digits);
    }

    /// The peers forgive an exponent that has begun: `1e`, `1e+` are 1.
    private static String trimmed(String digits) {
        int to = digits.length();
        while (to > 1 && "eE+-".indexOf(digits.charAt(to - 1)) >= 0) {
            to--;
        }
        return digits.substring(0, to);
    }

    /// The peers also take `1.` and `-.5`; both get their 0.
    private static @Nullable String real(String digits) {
        int dot = digits.indexOf('.');
        int e = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        int mantissaEnd = e < 0 ? digits.length() : e;
        String whole = digits.substring(0, dot < 0 ? mantissaEnd : dot);
        String fraction = dot < 0 ? "" : digits.substring(dot + 1, mantissaEnd);
        String exponent = digits.substring(mantissaEnd);
        if ((whole + fraction).isEmpty()) {
            return null;
        }
        String dotted = dot < 0 ? "" : "." + (fraction.isEmpty() ? "0" : fraction);
        String text = withoutLeadingZeros(whole) + dotted + exponent;
        byte[] ascii = Json.ascii(text);
        if (!isStrict(ascii, 0, ascii.length)) {
            return null;
        }
        // what was begun as real is never clamped, so it must not be taken for an integer when read again
        return mayBeClamped(ascii, 0, ascii.length) ? text + ".0" : text;
    }

    private static String withoutLeadingZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.isEmpty() ? "0" : digits.substring(from);
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
