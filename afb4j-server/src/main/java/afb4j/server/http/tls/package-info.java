/// HTTPS: certificate and key from PEM files, and what encrypts connections by them.
package afb4j.server.http.tls;
