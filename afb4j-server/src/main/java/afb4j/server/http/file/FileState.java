package afb4j.server.http.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// What the file system says of a file: enough to tell whether it is still the same with the same
/// content.
///
/// @param kind what it is
/// @param size in bytes
/// @param modifiedNanos when its content was changed last, in nanoseconds since 1970
/// @param changedNanos when content or owner, name, mode were changed last; 0 where that is not known
/// @param inode which file of the disk it is; 0 where that is not known
record FileState(Kind kind, long size, long modifiedNanos, long changedNanos, long inode) {

    private static final String UNIX = "unix:isRegularFile,isDirectory,size,lastModifiedTime,ctime,ino";

    /// What stands at a path.
    enum Kind {
        /// A regular file.
        FILE,
        /// A folder.
        FOLDER,
        /// A device, a pipe, a socket.
        SPECIAL
    }

    /// Asks the file system. Blocks.
    ///
    /// @param path links are not followed
    static FileState read(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> all = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
            return new FileState(
                    kind(is(all, "isRegularFile"), is(all, "isDirectory")),
                    ((Number) value(all, "size")).longValue(),
                    nanos((FileTime) value(all, "lastModifiedTime")),
                    nanos((FileTime) value(all, "ctime")),
                    ((Number) value(all, "ino")).longValue());
        }
        var basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileState(
                kind(basic.isRegularFile(), basic.isDirectory()), basic.size(), nanos(basic.lastModifiedTime()), 0, 0);
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    private static boolean is(Map<String, Object> attributes, String name) {
        return (Boolean) value(attributes, name);
    }

    private static Kind kind(boolean isFile, boolean isFolder) {
        if (isFile) {
            return Kind.FILE;
        }
        return isFolder ? Kind.FOLDER : Kind.SPECIAL;
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    /// When its content was changed last, in seconds since 1970.
    long modifiedSeconds() {
        return Math.floorDiv(modifiedNanos, TimeUnit.SECONDS.toNanos(1));
    }

    /// A validator of this content. Two files, and two states of one, have different ones; size and times
    /// alone
    /// would not do, as files that are unpacked together are of one time.
    EntityTag tag() {
        long mixed = mix(mix(mix(modifiedNanos) + changedNanos) + inode);
        return new EntityTag("\"" + Long.toHexString(size) + "-" + Long.toHexString(mixed) + "\"");
    }

    /// Spreads the bits of a number over all of it (the last step of SplitMix64).
    private static long mix(long bits) {
        long first = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
