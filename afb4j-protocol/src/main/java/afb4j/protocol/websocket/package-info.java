/// Websocket frames without the HTTP handshake (RFC 6455 section 5; W-10 .. W-19). Pure: bytes to frames and back.
package afb4j.protocol.websocket;
