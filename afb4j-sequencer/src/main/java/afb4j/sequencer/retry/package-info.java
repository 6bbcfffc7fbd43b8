/// Retry policies as values (decision J-08), usable with or without a sequencer.
package afb4j.sequencer.retry;
