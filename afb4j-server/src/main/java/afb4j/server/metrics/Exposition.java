package afb4j.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.core.BinderCore;
import com.google.errorprone.annotations.ThreadSafe;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The metrics of a binder as text: in the format of Prometheus, or in OpenMetrics for who accepts that.
/// Reading takes time in proportion to the verbs that were ever called: not for event loops.
@ThreadSafe
@SuppressWarnings("Immutable")
final class Exposition {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    /// A text, and what it is.
    record Page(String contentType, String text) {}

    Exposition(BinderCore core) {
        registry.register(new CallCollector(core.statistics()));
        registry.register(new BinderCollector(core));
        registry.register(new ProcessCollector());
    }

    /// The metrics now.
    ///
    /// @param accept the header of that name, empty if there is none
    Page read(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException impossible) { // a buffer does not fail
            throw new UncheckedIOException(impossible);
        }
        return new Page(writer.getContentType(), text.toString(UTF_8));
    }
}
