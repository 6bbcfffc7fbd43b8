package afb4j.server.http.file;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What all folders of a binder share.
///
/// @param cache of small files
/// @param cacheControl value of the header
/// @param nanoClock nanoseconds since any origin, read by any thread
/// @param wallClock the time of day
record FileSetup(FileCache cache, String cacheControl, LongSupplier nanoClock, InstantSource wallClock) {

    /// The time, in seconds since 1970.
    long nowSeconds() {
        return wallClock.instant().getEpochSecond();
    }
}
