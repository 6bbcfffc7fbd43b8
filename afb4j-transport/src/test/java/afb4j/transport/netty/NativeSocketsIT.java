package afb4j.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// System calls that neither the JDK nor Netty offers.
final class NativeSocketsIT {

    @Test
    void labelOfAPeerIsThatOfItsProcessWhereThereAreLabels() throws IOException { // W-58
        assertThat(Epoll.isAvailable()).isTrue(); // loads what closes descriptors
        String name = "afb4j-label-" + ProcessHandle.current().pid();
        FileDescriptor listening = new FileDescriptor(NativeSockets.listen(name, 1));
        FileDescriptor connected = new FileDescriptor(NativeSockets.connect(name));
        try {
            if (hasLabels()) {
                assertThat(NativeSockets.peerLabel(connected.intValue())).isNotEmpty();
            } else {
                assertThatIOException()
                        .isThrownBy(() -> NativeSockets.peerLabel(connected.intValue()))
                        .withMessage("Protocol not available");
            }
        } finally {
            connected.close();
            listening.close();
        }
    }

    private static boolean hasLabels() {
        try {
            return Files.readAllBytes(Path.of("/proc/self/attr/current")).length > 0;
        } catch (IOException _) { // a kernel without
            return false;
        }
    }
}
