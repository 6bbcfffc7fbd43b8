package afb4j.core.monitor;

import afb4j.api.Json;
import java.time.Instant;
import java.util.Locale;

/// A time as JSON: seconds of the epoch with a fraction, all in digits.
final class EpochSeconds {

    private static final int MICRO = 1000;

    private EpochSeconds() {}

    static Json of(Instant time) {
        return Json.parse(String.format(Locale.ROOT, "%d.%06d", time.getEpochSecond(), time.getNano() / MICRO));
    }
}
