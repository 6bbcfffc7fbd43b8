/// The documents of public APIs, `/api/openapi.json` and `/api/asyncapi.json`.
package afb4j.server.http.document;
