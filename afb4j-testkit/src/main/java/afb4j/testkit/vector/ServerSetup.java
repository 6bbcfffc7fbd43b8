package afb4j.testkit.vector;

/// How a [ServerUnderTest] has to be started for a recording.
///
/// @param flavour             which `hello` it serves (hello.md section 1)
/// @param transport           `tcp` or `unix`: the socket it should listen on
/// @param onBehalf            whether its clients may act on behalf of others: the permission of W-61 is to
///     be granted, also over TCP
/// @param wideDescriptionIds  whether it writes description ids on 32 bits, for clients of January 2020
///     (W-82)
public record ServerSetup(Flavour flavour, String transport, boolean onBehalf, boolean wideDescriptionIds) {

    /// @param played what is said on the links that take part in the play
    static ServerSetup of(Vector recorded, Vector played) {
        boolean onBehalf =
                played.messages().anyMatch(message -> !message.text("creds").isEmpty());
        boolean wide = played.frames().stream().anyMatch(line -> line.dialect() == Dialect.WSAPI_V1_2019);
        return new ServerSetup(Flavour.of(recorded), recorded.transport(), onBehalf, wide);
    }
}
