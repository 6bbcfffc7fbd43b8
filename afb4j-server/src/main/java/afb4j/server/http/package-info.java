/// The HTTP/1.1 server of a binder: connections, requests and their answers, and the routes to what answers
/// them (http-and-wsj1.md 1, 3). What answers stands in packages below.
package afb4j.server.http;
