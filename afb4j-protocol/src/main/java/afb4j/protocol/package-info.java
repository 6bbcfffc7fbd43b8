/// What all protocols share: limits, failures, close codes, and telling one dialect from another.
package afb4j.protocol;
