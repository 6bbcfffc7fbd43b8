package afb4j.server.http.config;

import java.nio.file.Path;

/// Where certificate and key of HTTPS are, as PEM files.
///
/// @param certificate the chain, the server's own first (`--https-cert`)
/// @param key its private key (`--https-key`)
public record TlsFiles(Path certificate, Path key) {}
