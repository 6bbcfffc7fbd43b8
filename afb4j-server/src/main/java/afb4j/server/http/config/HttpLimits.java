package afb4j.server.http.config;

import java.time.Duration;

/// Limits of HTTP connections and requests; what is beyond is refused as said at each.
///
/// @param maxConnections open at the same time, from 1; further ones are closed at once
/// @param maxLineBytes the request line, from 256: 414
/// @param maxHeadBytes all headers together, from 256: 431
/// @param maxBodyBytes a body that is kept in memory (JSON, forms), from 0: 413
/// @param maxUploadBytes a body with files, from 0: 413
/// @param maxFields fields of a query or a form, from 1
/// @param idleTimeout how long a connection may be silent before a request, and while it sends one
///     (http-and-wsj1.md 1.7): closed
/// @param headTimeout how long the head of a request may take from its first byte: 408
/// @param minBytesPerSecond what a body must bring on the average, once it has taken as long as the head may:
///     408
/// @param pingInterval after how long a websocket that was silent is asked whether it is alive
/// @param pongTimeout how long it may take to answer: closed
public record HttpLimits(
        int maxConnections,
        int maxLineBytes,
        int maxHeadBytes,
        int maxBodyBytes,
        long maxUploadBytes,
        int maxFields,
        Duration idleTimeout,
        Duration headTimeout,
        int minBytesPerSecond,
        Duration pingInterval,
        Duration pongTimeout) {

    /// 4096 connections, lines and heads of 32 KiB, bodies of 1 MiB, uploads of 64 MiB, 1000 fields, 15 s for
    /// silence and heads, 1000 bytes a second, a ping after 30 s, 30 s for the pong.
    public static final HttpLimits DEFAULT = new HttpLimits(
            4096,
            32 * 1024,
            32 * 1024,
            1024 * 1024,
            64L * 1024 * 1024,
            1000,
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            1000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    private static final int MIN_HEAD_BYTES = 256;

    /// Refuses what is out of range.
    public HttpLimits {
        require("maxConnections", maxConnections, 1);
        require("maxLineBytes", maxLineBytes, MIN_HEAD_BYTES);
        require("maxHeadBytes", maxHeadBytes, MIN_HEAD_BYTES);
        require("maxBodyBytes", maxBodyBytes, 0);
        require("maxUploadBytes", maxUploadBytes, 0);
        require("maxFields", maxFields, 1);
        require("minBytesPerSecond", minBytesPerSecond, 0);
        requirePositive("idleTimeout", idleTimeout);
        requirePositive("headTimeout", headTimeout);
        requirePositive("pingInterval", pingInterval);
        requirePositive("pongTimeout", pongTimeout);
    }

    private static void require(String name, long value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + least + " or more");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than zero");
        }
    }
}
