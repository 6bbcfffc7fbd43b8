/// Calls by HTTP: from a request to a call, and from its reply to an answer (http-and-wsj1.md 1, 2).
package afb4j.server.http.rest;
