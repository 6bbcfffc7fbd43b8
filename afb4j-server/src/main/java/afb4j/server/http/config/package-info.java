/// What the HTTP server of a binder is configured by.
package afb4j.server.http.config;
