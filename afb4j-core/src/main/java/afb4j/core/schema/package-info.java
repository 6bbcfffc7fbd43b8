/// What an API looks like: its descriptions, and whether arguments fit them.
package afb4j.core.schema;
