package afb4j.protocol;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.Immutable;

/// How long what a peer sends may be, in bytes of UTF-8 without the final NUL (B-35). Error and info texts
/// and objects are bounded by the message alone. The limit of 36 bytes of session uuids (W-50, L-02) is a
/// rule of the layer above, which answers; the one here only keeps texts small.
///
/// @param maxMessageBytes payload of one whole message, fragments together, and of one message of ours (W-18)
/// @param maxVerbBytes verb, and the api name of a legacy subcall or of a call of `x-afb-ws-json1`
/// @param maxEventNameBytes name of an event
/// @param maxSessionUuidBytes uuid of a session
/// @param maxTokenBytes text of a token
/// @param maxCredentialsBytes credentials on behalf
/// @param maxCallIdBytes id of a call of `x-afb-ws-json1`, as it stands between its quotes
/// @param maxNestingDepth levels of an argument, response or event data of `x-afb-ws-json1`, a scalar being
///     one level; the binary protocols do not look into JSON
@Immutable
public record ProtocolLimits(
        int maxMessageBytes,
        int maxVerbBytes,
        int maxEventNameBytes,
        int maxSessionUuidBytes,
        int maxTokenBytes,
        int maxCredentialsBytes,
        int maxCallIdBytes,
        int maxNestingDepth) {

    /// What C peers accept in one frame: W-18.
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_500;

    /// What C peers read of JSON: W-27.
    public static final int DEFAULT_MAX_NESTING_DEPTH = 32;

    /// All limits at their defaults.
    public static final ProtocolLimits DEFAULTS = builder().build();

    private static final int MIN_MESSAGE_BYTES = 125;

    /// Checks that every limit makes sense.
    ///
    /// @throws IllegalArgumentException when a limit is out of range
    public ProtocolLimits {
        check("maxMessageBytes", maxMessageBytes, MIN_MESSAGE_BYTES);
        check("maxVerbBytes", maxVerbBytes, 1);
        check("maxEventNameBytes", maxEventNameBytes, 1);
        check("maxSessionUuidBytes", maxSessionUuidBytes, 1);
        check("maxTokenBytes", maxTokenBytes, 1);
        check("maxCredentialsBytes", maxCredentialsBytes, 1);
        check("maxCallIdBytes", maxCallIdBytes, 1);
        check("maxNestingDepth", maxNestingDepth, 1);
    }

    private static void check(String name, int value, int least) {
        if (value < least || value > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", allowed are " + least + " to " + (Integer.MAX_VALUE - 64));
        }
    }

    /// A builder at the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Sets limits one by one. Not thread-safe.
    public static final class Builder {

        private int maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES;
        private int maxVerbBytes = 1_024;
        private int maxEventNameBytes = 1_024;
        private int maxSessionUuidBytes = 1_024;
        private int maxTokenBytes = 16_384;
        private int maxCredentialsBytes = 4_096;
        private int maxCallIdBytes = 4_096;
        private int maxNestingDepth = DEFAULT_MAX_NESTING_DEPTH;

        private Builder() {}

        /// Payload of one whole message; default 1 048 500.
        @CanIgnoreReturnValue
        public Builder maxMessageBytes(int bytes) {
            maxMessageBytes = bytes;
            return this;
        }

        /// Verb; default 1 024.
        @CanIgnoreReturnValue
        public Builder maxVerbBytes(int bytes) {
            maxVerbBytes = bytes;
            return this;
        }

        /// Name of an event; default 1 024.
        @CanIgnoreReturnValue
        public Builder maxEventNameBytes(int bytes) {
            maxEventNameBytes = bytes;
            return this;
        }

        /// Uuid of a session; default 1 024.
        @CanIgnoreReturnValue
        public Builder maxSessionUuidBytes(int bytes) {
            maxSessionUuidBytes = bytes;
            return this;
        }

        /// Text of a token; default 16 384.
        @CanIgnoreReturnValue
        public Builder maxTokenBytes(int bytes) {
            maxTokenBytes = bytes;
            return this;
        }

        /// Credentials on behalf; default 4 096.
        @CanIgnoreReturnValue
        public Builder maxCredentialsBytes(int bytes) {
            maxCredentialsBytes = bytes;
            return this;
        }

        /// Id of a call of `x-afb-ws-json1`; default 4 096.
        @CanIgnoreReturnValue
        public Builder maxCallIdBytes(int bytes) {
            maxCallIdBytes = bytes;
            return this;
        }

        /// Levels of a JSON text of `x-afb-ws-json1`; default 32.
        @CanIgnoreReturnValue
        public Builder maxNestingDepth(int levels) {
            maxNestingDepth = levels;
            return this;
        }

        /// The limits.
        ///
        /// @throws IllegalArgumentException when a limit is out of range
        public ProtocolLimits build() {
            return new ProtocolLimits(
                    maxMessageBytes,
                    maxVerbBytes,
                    maxEventNameBytes,
                    maxSessionUuidBytes,
                    maxTokenBytes,
                    maxCredentialsBytes,
                    maxCallIdBytes,
                    maxNestingDepth);
        }
    }
}
