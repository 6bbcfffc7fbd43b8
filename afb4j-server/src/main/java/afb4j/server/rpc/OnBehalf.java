package afb4j.server.rpc;

/// The right of a client to speak for other processes (W-59 to W-61).
public final class OnBehalf {

    /// The permission that the process of the client must have.
    // compat: the name that binders of 2026 ask for; those of 2020 have AGL in the place of redpesk
    public static final String PERMISSION = "urn:redpesk:permission:*:partner:on-behalf-credentials";

    private OnBehalf() {}
}
