package afb4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.server.http.Query;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.util.stream.Collectors;

/// Any url-encoded form or query is read, up to the limit of its fields, and is the same when it is written again.
class FormFuzzTest {

    private static final int MAX_FIELDS = 20;

    @FuzzTest
    void readsAnyForm(byte[] input) {
        Query query = Query.parse(new String(input, UTF_8), MAX_FIELDS);

        assertThat(query.fields().size()).isLessThanOrEqualTo(MAX_FIELDS);
        assertThat(Query.parse(encoded(query), MAX_FIELDS)).isEqualTo(query);
    }

    private static String encoded(Query query) {
        return query.fields().stream().map(FormFuzzTest::encoded).collect(Collectors.joining("&"));
    }

    private static String encoded(Query.Field field) {
        String name = URLEncoder.encode(field.name(), UTF_8);
        String value = field.value();
        return value == null ? name : name + "=" + URLEncoder.encode(value, UTF_8);
    }
}
