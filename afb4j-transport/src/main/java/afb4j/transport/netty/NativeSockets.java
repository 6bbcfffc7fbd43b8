package afb4j.transport.netty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import afb4j.transport.TransportException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;

/// The few system calls that neither the JDK nor Netty offers: sockets whose abstract name fills the whole
/// address (W-05; Netty refuses more than 107 bytes), making a descriptor non-blocking, and the security label of
/// a peer (W-58).
///
/// Linux only. Needs native access: `--enable-native-access=afb4j.transport`, or `ALL-UNNAMED` on the class
/// path. The descriptors belong to the caller. Stateless, thread-safe, does not block.
final class NativeSockets {

    /// Bytes of `sun_path`: the NUL that makes a name abstract, then the name, then NULs.
    private static final int PATH_BYTES = 108;

    private static final int ADDRESS_BYTES = Short.BYTES + PATH_BYTES;
    private static final int MAX_NAME_BYTES = PATH_BYTES - 1;
    private static final short AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;
    private static final int ENAMETOOLONG = 36;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERSEC = 31;
    private static final int MAX_LABEL_BYTES = 4096;

    private NativeSockets() {}

    /// Whether `name` has the whole length without padding, so that both forms are one.
    static boolean isFull(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length >= MAX_NAME_BYTES;
    }

    /// A listening socket named `name`, padded.
    ///
    /// @throws IOException when the system refuses
    /// @throws TransportException when native access is denied
    static int listen(String name, int backlog) throws IOException {
        Calls calls = Calls.get();
        int descriptor = calls.socket();
        try {
            int error = calls.withAddress(calls.bind, descriptor, name);
            if (error == 0) {
                error = calls.invoke(calls.listen, descriptor, backlog);
            }
            if (error != 0) {
                throw new BindException(text(error));
            }
            return descriptor;
        } catch (IOException cause) {
            calls.invoke(calls.close, descriptor);
            throw cause;
        }
    }

    /// A socket connected to `name`, padded.
    ///
    /// @throws IOException when nobody listens there
    /// @throws TransportException when native access is denied
    static int connect(String name) throws IOException {
        Calls calls = Calls.get();
        int descriptor = calls.socket();
        int error = calls.withAddress(calls.connect, descriptor, name);
        if (error != 0) {
            calls.invoke(calls.close, descriptor);
            throw new ConnectException(text(error));
        }
        return descriptor;
    }

    /// Makes reading from and accepting at a descriptor return at once.
    ///
    /// @throws IOException when the system refuses
    /// @throws TransportException when native access is denied
    static void makeNonBlocking(int descriptor) throws IOException {
        Calls calls = Calls.get();
        int flags = calls.value(calls.fcntl, descriptor, F_GETFL, 0);
        if (flags < 0) {
            throw new IOException(text(-flags));
        }
        int error = calls.invoke(calls.fcntl, descriptor, F_SETFL, flags | O_NONBLOCK);
        if (error != 0) {
            throw new IOException(text(error));
        }
    }

    /// The security label of who is connected to a socket.
    ///
    /// @throws IOException when the system has no labels
    /// @throws TransportException when native access is denied
    static String peerLabel(int descriptor) throws IOException {
        Calls calls = Calls.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment label = arena.allocate(MAX_LABEL_BYTES + 1L); // ends with a NUL in any case
            MemorySegment length = arena.allocate(JAVA_INT);
            length.set(JAVA_INT, 0, MAX_LABEL_BYTES);
            int error = calls.invoke(calls.getsockopt, descriptor, SOL_SOCKET, SO_PEERSEC, label, length);
            if (error != 0) {
                throw new IOException(text(error));
            }
            return label.getString(0);
        }
    }

    private static String text(int error) {
        return switch (error) {
            case 1, 13 -> "Permission denied";
            case 9 -> "Bad file descriptor";
            case 11 -> "Resource temporarily unavailable";
            case 92 -> "Protocol not available";
            case 23, 24 -> "Too many open files";
            case ENAMETOOLONG -> "File name too long";
            case 98 -> "Address already in use";
            case 111 -> "Connection refused";
            default -> "error " + error + " of the system";
        };
    }

    /// The functions of the C library, bound at first use.
    private static final class Calls {

        private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
        private static final long ERRNO_OFFSET = ERRNO.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

        private static final class Holder {
            private static final Calls CALLS = new Calls();
        }

        private final Linker linker = Linker.nativeLinker();
        private final MethodHandle socket = function("socket", JAVA_INT, JAVA_INT, JAVA_INT);
        private final MethodHandle bind = function("bind", JAVA_INT, ADDRESS, JAVA_INT);
        private final MethodHandle listen = function("listen", JAVA_INT, JAVA_INT);
        private final MethodHandle connect = function("connect", JAVA_INT, ADDRESS, JAVA_INT);
        private final MethodHandle close = function("close", JAVA_INT);
        private final MethodHandle getsockopt = function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
        private final MethodHandle fcntl = variadic("fcntl", JAVA_INT, JAVA_INT, JAVA_INT);

        static Calls get() {
            try {
                return Holder.CALLS;
            } catch (ExceptionInInitializerError | NoClassDefFoundError failed) {
                throw new TransportException(
                        "native access is denied, start java with --enable-native-access=afb4j.transport", failed);
            }
        }

        private MethodHandle function(String name, MemoryLayout... parameters) {
            return bind(name, parameters, Linker.Option.captureCallState("errno"));
        }

        private MethodHandle variadic(String name, MemoryLayout... parameters) {
            return bind(name, parameters, Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));
        }

        @SuppressWarnings("restricted") // native access is what this class is for
        private MethodHandle bind(String name, MemoryLayout[] parameters, Linker.Option... options) {
            MemorySegment address = linker.defaultLookup().findOrThrow(name);
            return linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, parameters), options);
        }

        int socket() throws IOException {
            int descriptor = value(socket, AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                throw new IOException(text(-descriptor));
            }
            return descriptor;
        }

        /// Calls a function that takes the padded address of `name`; gives the error, 0 for none.
        int withAddress(MethodHandle function, int descriptor, String name) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment address = arena.allocate(ADDRESS_BYTES, Short.BYTES); // all 0
                address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                if (bytes.length > MAX_NAME_BYTES) {
                    return ENAMETOOLONG;
                }
                MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES + 1L, bytes.length);
                return invoke(function, descriptor, address, ADDRESS_BYTES);
            }
        }

        /// Calls a function; gives the error, 0 for none.
        int invoke(MethodHandle function, Object... arguments) {
            return Math.max(0, -value(function, arguments));
        }

        /// Calls a function; gives its value, or the error as a negative number.
        int value(MethodHandle function, Object... arguments) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment errno = arena.allocate(ERRNO);
                Object[] all = new Object[arguments.length + 1];
                all[0] = errno;
                System.arraycopy(arguments, 0, all, 1, arguments.length);
                int result = (int) function.invokeWithArguments(all);
                return result >= 0 ? result : -errno.get(JAVA_INT, ERRNO_OFFSET);
            } catch (Throwable impossible) { // C functions do not throw; method handles declare it
                throw new AssertionError(impossible);
            }
        }
    }
}
