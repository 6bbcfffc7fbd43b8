package afb4j.transport.netty;

import io.netty.channel.ConnectTimeoutException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;

/// Says in a few words why a socket call failed.
public final class Causes {

    private Causes() {}

    /// The name that the system has for the failure where that is known, the message of `cause` otherwise.
    public static String text(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectTimeoutException || isBusy(cause)) {
            return "Connection timed out";
        }
        for (String known : KNOWN) {
            if (message.contains(known)) {
                return known;
            }
        }
        return switch (cause) {
            // what Netty makes of ENOENT at connect
            case FileNotFoundException _ -> "No such file or directory";
            case BindException _, ConnectException _, IOException _ -> message;
            default -> cause.toString();
        };
    }

    /// Whether a server has no room for the moment: said by unix sockets only, others wait.
    static boolean isBusy(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("Resource temporarily unavailable");
    }

    /// What the system calls the usual failures; Netty puts the name of the system call before it and the
    /// address behind.
    private static final String[] KNOWN = {
        "Connection refused",
        "Address already in use",
        "No such file or directory",
        "Permission denied",
        "Cannot assign requested address",
        "Network is unreachable",
        "No route to host",
        "Connection reset"
    };
}
