package afb4j.server.http.file;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.server.http.Route;
import afb4j.server.http.config.HttpConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The routes to the files of a binder: aliases, the root, and the redirection of one-page applications
/// (specification 1.1).
public final class FileRoutes {

    private static final System.Logger LOGGER = System.getLogger(FileRoutes.class.getName());

    private static final int PRIORITY_ALIAS = 0;
    private static final int PRIORITY_ROOT = -10;
    private static final int PRIORITY_ONE_PAGE = -20;

    private static final long CACHE_BYTES = 16L * 1024 * 1024;
    private static final int CACHE_FILE_BYTES = 256 * 1024;

    private FileRoutes() {}

    /// Makes the routes. A folder that is not there is told in the log; its files are served once it is.
    /// Blocks.
    ///
    /// @param nanoClock nanoseconds since any origin, read by any thread
    /// @param wallClock the time of day
    public static List<Route> of(HttpConfig config, LongSupplier nanoClock, InstantSource wallClock) {
        FileSetup setup = new FileSetup(
                new FileCache(CACHE_BYTES, CACHE_FILE_BYTES),
                "max-age=" + config.cacheAge().toSeconds(),
                nanoClock,
                wallClock);
        List<Route> routes = new ArrayList<>();
        config.aliases().forEach(alias -> routes.add(route(PRIORITY_ALIAS, alias.prefix(), alias.folder(), setup)));
        config.rootHttp().ifPresent(folder -> routes.add(route(PRIORITY_ROOT, "", folder, setup)));
        routes.add(new Route(PRIORITY_ONE_PAGE, config.rootBase(), new OnePage(config.rootBase())));
        return routes;
    }

    private static Route route(int priority, String prefix, Path folder, FileSetup setup) {
        FileRoot root = new FileRoot(folder);
        if (!root.isThere()) {
            LOGGER.log(WARNING, "no files are served at {0}/: expected a folder at {1}, there is none", prefix, root);
        }
        String trimmed = prefix.replaceAll("/+$", "");
        return new Route(priority, trimmed, new StaticFiles(trimmed, root, setup));
    }
}
