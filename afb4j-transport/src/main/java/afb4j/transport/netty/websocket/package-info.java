/// The asking end of websockets that carry texts (RFC 6455).
@NullMarked
package afb4j.transport.netty.websocket;

import org.jspecify.annotations.NullMarked;
