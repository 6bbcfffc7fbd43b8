package afb4j.transport.peer;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.transport.Connection;
import java.util.Collection;
import java.util.function.Consumer;

/// Tells many of the end of a connection, so that one who fails keeps no other from hearing it.
final class Releases {

    private static final System.Logger LOGGER = System.getLogger(Releases.class.getName());

    private Releases() {}

    static <T> void each(Connection connection, Collection<? extends T> whom, Consumer<T> tell) {
        for (T one : whom) {
            try {
                tell.accept(one);
            } catch (RuntimeException failure) {
                LOGGER.log(WARNING, connection + ": a listener failed to take the end", failure);
            }
        }
    }
}
