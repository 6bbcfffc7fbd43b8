package afb4j.cli.options;

/// The command line is not right. The message is the rest of a sentence that begins with the name of the
/// command, as `unrecognized option '--x'`.
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
