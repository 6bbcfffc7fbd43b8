package afb4j.cli.options;

/// What the exit code of the process says (http-and-wsj1.md 7.5 and 9).
public final class ExitCode {

    /// The command did what it was asked to do.
    public static final int OK = 0;
    /// Binder: it could not start, or was interrupted. Client: the last reply was an error, or the request is
    /// not complete.
    public static final int FAILED = 1;
    /// Client: the binder hung up.
    public static final int HUNG_UP = 2;
    /// Client: standard input could not be read.
    public static final int BAD_INPUT = 3;
    /// Client: an option is not right.
    public static final int BAD_OPTION = 4;
    /// Client: nobody answers at the URI.
    public static final int NO_CONNECTION = 5;
    /// The command line is not right.
    public static final int USAGE = 64;

    private ExitCode() {}
}
