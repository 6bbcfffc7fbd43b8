/// Named JSON documents of APIs on disk, and the API that gives access to them.
package afb4j.core.document;
