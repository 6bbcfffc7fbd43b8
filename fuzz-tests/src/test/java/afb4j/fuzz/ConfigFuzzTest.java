package afb4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.core.BindingSpec;
import afb4j.core.Settings;
import afb4j.core.security.PermissionPolicy;
import afb4j.transport.Sockspec;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// What an operator writes is taken, or refused in a sentence.
class ConfigFuzzTest {

    @FuzzTest
    void readsAnySockspec(byte[] input) {
        String text = new String(input, UTF_8);
        for (Sockspec.Role role : Sockspec.Role.values()) {
            try {
                Sockspec spec = Sockspec.parse(text, role);
                assertThat(Sockspec.parseAddress(text, role)).isEqualTo(spec.address());
                assertThat(spec.api()).isNotEmpty().doesNotContain("/", "?");
            } catch (IllegalArgumentException refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
            }
        }
    }

    @FuzzTest
    void readsAnyPolicy(byte[] input) {
        List<String> lines = new String(input, UTF_8).lines().toList();
        try {
            assertThat(PermissionPolicy.parse(lines, "policy")).isNotNull();
        } catch (BinderException refusal) {
            assertThat(refusal.getMessage()).startsWith("policy line ");
        }
    }

    @FuzzTest
    void readsAnySetting(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            String set = Settings.NONE.with(text).of("a").text();
            assertThat(Json.parse(set).text()).isEqualTo(set);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage()).startsWith("cannot set ");
        }
    }

    @FuzzTest
    void readsAnyBinding(byte[] input) {
        try {
            assertThat(BindingSpec.parse(new String(input, UTF_8)).location()).isNotEmpty();
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
    }
}
