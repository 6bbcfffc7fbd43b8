package afb4j.api;

import java.util.OptionalLong;

/// The value of a finite number: `digits` times ten to the `exponent`. Equal numbers have equal records, however they
/// are written. Exponents beyond 10 to the 18 count as that.
///
/// @param digits without leading and trailing zeros; empty for zero
record JsonDecimal(boolean isNegative, String digits, long exponent) {

    private static final JsonDecimal ZERO = new JsonDecimal(false, "", 0);
    private static final int EXPONENT_DIGITS = 18;
    private static final long EXPONENT_LIMIT = 1_000_000_000_000_000_000L;
    private static final int LONG_DIGITS = 19;

    /// @param number a number of RFC 8259
    static JsonDecimal of(String number) {
        boolean isNegative = number.startsWith("-");
        int from = isNegative ? 1 : 0;
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        int mantissaEnd = e < 0 ? number.length() : e;
        int dot = number.indexOf('.');
        String fraction = dot < 0 ? "" : number.substring(dot + 1, mantissaEnd);
        String all = number.substring(from, dot < 0 ? mantissaEnd : dot) + fraction;
        int first = 0;
        while (first < all.length() && all.charAt(first) == '0') {
            first++;
        }
        int last = all.length();
        while (last > first && all.charAt(last - 1) == '0') {
            last--;
        }
        long written = e < 0 ? 0 : exponent(number.substring(e + 1));
        return first == last
                ? ZERO
                : new JsonDecimal(
                        isNegative, all.substring(first, last), written - fraction.length() + all.length() - last);
    }

    private static long exponent(String signed) {
        boolean isNegative = signed.startsWith("-");
        int from = isNegative || signed.startsWith("+") ? 1 : 0;
        while (from < signed.length() - 1 && signed.charAt(from) == '0') {
            from++;
        }
        long size = signed.length() - from > EXPONENT_DIGITS
                ? EXPONENT_LIMIT
                : Long.parseLong(signed, from, signed.length(), 10);
        return isNegative ? -size : size;
    }

    boolean isWhole() {
        return exponent >= 0;
    }

    /// The value of a whole number; empty if it does not fit.
    OptionalLong toLong() {
        if (digits.isEmpty()) {
            return OptionalLong.of(0);
        }
        if (digits.length() + exponent > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong((isNegative ? "-" : "") + digits + "0".repeat((int) exponent)));
        } catch (NumberFormatException _) {
            // 19 digits, but beyond 2^63
            return OptionalLong.empty();
        }
    }
}
