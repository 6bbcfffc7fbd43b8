package afb4j.server.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/// The body of an answer. Belongs to who was given it last, who releases it or has it sent.
public sealed interface HttpBody {

    /// How many bytes it has.
    long length();

    /// Lets go of what it holds without sending it.
    void release();

    /// No body.
    record None() implements HttpBody {

        @Override
        public long length() {
            return 0;
        }

        @Override
        public void release() {}
    }

    /// Bytes in memory.
    record Bytes(ByteBuf bytes) implements HttpBody {

        @Override
        public long length() {
            return bytes.readableBytes();
        }

        @Override
        public void release() {
            bytes.release();
        }
    }

    /// A part of a file, which goes from the file to the socket by the kernel if that is possible.
    ///
    /// @param file open for reading; closed when it was sent or is released
    /// @param offset of the first byte
    /// @param length of the part
    record FilePart(FileChannel file, long offset, long length) implements HttpBody {

        @Override
        public void release() {
            try {
                file.close();
            } catch (IOException cause) {
                throw new IllegalStateException("a file that was read cannot be closed", cause);
            }
        }
    }

    /// Several bodies, one after the other.
    record Several(List<HttpBody> parts) implements HttpBody {

        /// Copies the list.
        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public long length() {
            return parts.stream().mapToLong(HttpBody::length).sum();
        }

        @Override
        public void release() {
            parts.forEach(HttpBody::release);
        }
    }
}
