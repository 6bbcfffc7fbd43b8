import org.jspecify.annotations.NullMarked;

/// Bytes to messages and back, as pure functions: no channel, clock, log or thread in here (R9).
///
/// `afb4j.protocol.wire` is not exported: it holds the fields that both families of messages share.
@NullMarked
module afb4j.protocol {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive io.netty.buffer;

    exports afb4j.protocol;
    exports afb4j.protocol.dialect;
    exports afb4j.protocol.json;
    exports afb4j.protocol.legacy;
    exports afb4j.protocol.websocket;
    exports afb4j.protocol.wsapi;
}
