/// Sessions in a file, by an embedded store.
package afb4j.store;
