package afb4j.transport;

/// Who is at the other end of a unix socket, as the kernel says (SO_PEERCRED, W-58).
///
/// @param uid user
/// @param gid group
/// @param pid process, 0 when the kernel does not tell
public record PeerCredentials(int uid, int gid, int pid) {}
