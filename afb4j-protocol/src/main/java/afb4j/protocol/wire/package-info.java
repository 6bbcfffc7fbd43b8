/// Fields of messages, as part 2 of the protocol text defines them. Shared by the codecs, not exported.
package afb4j.protocol.wire;
