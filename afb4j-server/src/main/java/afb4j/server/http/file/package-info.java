/// Files over HTTP: which file a request means, in which form its client gets it, and that none of them
/// lies
/// outside of the folders that were named (specification, section 5).
package afb4j.server.http.file;
