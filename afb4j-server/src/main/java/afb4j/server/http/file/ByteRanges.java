package afb4j.server.http.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which parts of a representation a client asks for (RFC 9110, section 14).
sealed interface ByteRanges {

    /// Ranges of one request; who asks for more gets the whole.
    int MAX_RANGES = 16;

    /// All of it: nothing was asked, or what was asked is not understood, or is more than the whole.
    record Whole() implements ByteRanges {}

    /// None of what was asked is there.
    record Unsatisfiable() implements ByteRanges {}

    /// Some parts, in the order of the request.
    record Parts(List<ByteRange> ranges) implements ByteRanges {

        public Parts {
            ranges = List.copyOf(ranges);
        }
    }

    /// Reads the header `Range`.
    ///
    /// @param header its value, empty without one
    /// @param size of the representation, in bytes
    static ByteRanges parse(String header, long size) {
        String value = header.strip();
        if (!value.toLowerCase(Locale.ROOT).startsWith("bytes=")) {
            return new Whole();
        }
        List<ByteRange> ranges = new ArrayList<>();
        int count = 0;
        long total = 0;
        for (String item : value.substring("bytes=".length()).split(",", -1)) {
            if (item.isBlank()) {
                continue;
            }
            count++;
            ByteRange range = ByteRange.parse(item.strip(), size);
            if (range == null || count > MAX_RANGES) {
                return new Whole();
            }
            if (range.length() > 0) {
                ranges.add(range);
                total += range.length();
            }
        }
        return chosen(count, ranges, total > size);
    }

    private static ByteRanges chosen(int count, List<ByteRange> ranges, boolean isMoreThanAll) {
        if (count == 0 || isMoreThanAll) {
            return new Whole();
        }
        return ranges.isEmpty() ? new Unsatisfiable() : new Parts(ranges);
    }
}
