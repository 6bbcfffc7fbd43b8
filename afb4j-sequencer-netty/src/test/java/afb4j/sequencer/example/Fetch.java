package afb4j.sequencer.example;

import afb4j.sequencer.Connector;

/// One step of the five GETs: which page of which server, and what is expected to come of it.
public record Fetch(Connector<Web> server, String path, String expected) {}
