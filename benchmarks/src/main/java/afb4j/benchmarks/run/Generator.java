package afb4j.benchmarks.run;

import java.io.IOException;

/// What loads a server and measures how it does.
interface Generator {

    /// Loads a server for `warmupSeconds`, then for `seconds` that count.
    ///
    /// @throws IOException when an answer was an error, or the server went away
    Measure run(Load load, ServerProcess server, double warmupSeconds, double seconds)
            throws IOException, InterruptedException;
}
