/// Bodies of requests that are forms: url-encoded ones, and multipart ones with their files
/// (specification 1.3).
package afb4j.server.http.body;
