package afb4j.transport.netty;

import afb4j.api.Credentials;
import afb4j.sequencer.Loop;
import io.netty.channel.Channel;
import java.util.Optional;

/// A channel that [NettyNetwork#listenRaw] has accepted.
///
/// @param channel open, with an empty pipeline
/// @param loop the loop it lives on
/// @param credentials who is at the other end, where the kernel tells (unix sockets on Linux)
public record AcceptedChannel(Channel channel, Loop loop, Optional<Credentials> credentials) {}
