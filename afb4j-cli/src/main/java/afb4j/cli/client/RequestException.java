package afb4j.cli.client;

/// The request cannot be made; the message is for the user, the code for the shell.
final class RequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    RequestException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
