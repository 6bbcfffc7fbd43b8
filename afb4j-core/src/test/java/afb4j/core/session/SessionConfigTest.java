package afb4j.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SessionConfigTest {

    @Test
    void doesWhatTheCommandDoesByDefault() { // S-40
        assertThat(SessionConfig.DEFAULT).isEqualTo(new SessionConfig(200, Duration.ofSeconds(32_000_000), ""));
    }

    @Test
    void refusesCountsThatAreOutOfRange() { // S-40, S-59, B-24
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionConfig.DEFAULT.withMaxSessions(0))
                .withMessageContaining("maxSessions is 0, expected 1 to 1000000");
        assertThatIllegalArgumentException().isThrownBy(() -> SessionConfig.DEFAULT.withMaxSessions(1_000_001));
        assertThat(SessionConfig.DEFAULT.withMaxSessions(1_000_000).maxSessions())
                .isEqualTo(1_000_000);
    }

    @Test
    void refusesTimeoutsThatAreOutOfRange() { // S-40
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionConfig.DEFAULT.withTimeout(Duration.ZERO))
                .withMessageContaining("timeout is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionConfig.DEFAULT.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void refusesAnInitialTokenOfMoreThan36CharactersWithoutTellingIt() { // S-41
        String token = "x".repeat(37);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionConfig.DEFAULT.withInitialToken(token))
                .withMessageContaining("initialToken has 37 characters, expected 36 at most")
                .withMessageNotContaining(token);
        assertThat(SessionConfig.DEFAULT.withInitialToken("x".repeat(36)).initialToken())
                .hasSize(36);
    }

    @Test
    void saysWhatIsWrongWithAnAbsentInitialToken() { // S-41, B-24
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionConfig(200, Duration.ofSeconds(1), null))
                .withMessageContaining("initialToken is absent");
    }

    @Test
    void doesNotShowTheInitialToken() {
        assertThat(SessionConfig.DEFAULT.withInitialToken("hidden")).asString().doesNotContain("hidden");
    }
}
