package afb4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProtocolLimitsTest {

    @Test
    void defaultsToTheMessageLimitOfPeers() {
        // W-18
        assertThat(ProtocolLimits.DEFAULTS.maxMessageBytes()).isEqualTo(1_048_500);
        assertThat(ProtocolLimits.builder().build()).isEqualTo(ProtocolLimits.DEFAULTS);
    }

    @Test
    void takesEachLimitFromItsSetter() {
        ProtocolLimits limits = ProtocolLimits.builder()
                .maxMessageBytes(1_000)
                .maxVerbBytes(1)
                .maxEventNameBytes(2)
                .maxSessionUuidBytes(3)
                .maxTokenBytes(4)
                .maxCredentialsBytes(5)
                .maxCallIdBytes(6)
                .maxNestingDepth(7)
                .build();

        assertThat(limits).isEqualTo(new ProtocolLimits(1_000, 1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> ProtocolLimits.builder().maxMessageBytes(124).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxMessageBytes is 124, allowed are 125 to 2147483583");
        assertThatThrownBy(() -> ProtocolLimits.builder().maxVerbBytes(0).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProtocolLimits.builder()
                        .maxMessageBytes(Integer.MAX_VALUE)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
