/// The pages of the console at `/console`.
package afb4j.server.http.console;
