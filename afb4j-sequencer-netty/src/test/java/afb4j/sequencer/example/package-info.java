/// The worked example of `docs/sequencer.md`: five GETs in both styles, the api-test of libwebsockets (S-02).
package afb4j.sequencer.example;
