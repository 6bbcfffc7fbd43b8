package afb4j.system.http;

import afb4j.core.CoreConfig;
import afb4j.server.http.config.HttpConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The options that the recorded binder was started with, as ours takes them:
///
/// | option | here |
/// |---|---|
/// | `roothttp DIR` | [HttpConfig.Builder#rootHttp] |
/// | `alias /PREFIX:DIR` | [HttpConfig.Builder#alias] |
/// | `rootapi`, `rootbase` | [HttpConfig.Builder#rootApi], [HttpConfig.Builder#rootBase] |
/// | `cntxtimeout SECONDS` | timeout of sessions |
/// | `apitimeout SECONDS` | [CoreConfig#withCallTimeout] |
/// | `set SPEC` | settings of APIs |
final class RecordedOptions {

    private final Path folder;
    private final HttpConfig.Builder http = HttpConfig.builder().port(0);
    private CoreConfig core = CoreConfig.DEFAULT;

    /// @param folder stands for the working directory
    RecordedOptions(Path folder) {
        this.folder = folder;
    }

    /// Takes an option with its values.
    void take(String option, List<String> values) {
        values.forEach(value -> take(option, value));
    }

    private void take(String option, String value) {
        switch (option) {
            case "roothttp" -> http.rootHttp(folder.resolve(value));
            case "alias" -> {
                HttpConfig.Alias alias = HttpConfig.Alias.parse(value);
                http.alias(new HttpConfig.Alias(alias.prefix(), folder.resolve(alias.folder())));
            }
            case "rootapi" -> http.rootApi(value);
            case "rootbase" -> http.rootBase(value);
            case "cntxtimeout" -> core = core.withSessions(core.sessions().withTimeout(seconds(value)));
            case "apitimeout" -> core = core.withCallTimeout(seconds(value));
            case "set" -> core = core.withSettings(core.settings().with(value));
            default -> throw new IllegalArgumentException("the recorded option " + option + " has no meaning here");
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    HttpConfig http() {
        return http.build();
    }

    CoreConfig core() {
        return core;
    }
}
