package afb4j.cli.options;

/// The version of this program.
public final class Version {

    private Version() {}

    /// The version of the module, or `development` when run from classes.
    public static String text() {
        var descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }
}
