package afb4j.sequencer.netty;

import afb4j.sequencer.Attempt;
import afb4j.sequencer.CloseCause;
import afb4j.sequencer.Connector;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.function.Function;

/// Connects channels of Netty for sequencers, each on the loop of its sequencer, which must be a [NettyLoop].
///
/// A sequencer hears `Connected` when the channel is connected and, with [#usableWhen(Function)], that future has
/// succeeded; `ConnectFailed` when one of the two failed; `ConnectionClosed` when a connected channel was closed, by
/// whomever. An attempt given up by the sequencer closes its channel. What a failure inside the channel means is
/// for the channel's own handlers to say, by closing it.
///
/// Immutable.
///
/// @param <C> what the sequencer gets of a channel
public final class ChannelConnector<C> implements Connector<C> {

    private final SocketAddress address;
    private final Bootstrap bootstrap;
    private final Function<? super Channel, ? extends Future<?>> usable;
    private final Function<? super Channel, ? extends C> view;

    private ChannelConnector(
            SocketAddress address,
            Bootstrap bootstrap,
            Function<? super Channel, ? extends Future<?>> usable,
            Function<? super Channel, ? extends C> view) {
        this.address = address;
        this.bootstrap = bootstrap;
        this.usable = usable;
        this.view = view;
    }

    /// Connects to `address` as `bootstrap` says: with its type of channel, handler and options. Its group is not
    /// used; what is changed in it later has no effect.
    public static ChannelConnector<Channel> to(SocketAddress address, Bootstrap bootstrap) {
        return new ChannelConnector<>(
                address,
                bootstrap.clone(),
                channel -> channel.eventLoop().newSucceededFuture(channel),
                channel -> channel);
    }

    /// The same, of channels that are usable only once the future that `usable` finds has succeeded: the end of a
    /// TLS handshake, an upgrade. `usable` is asked on the loop when the channel is connected.
    public ChannelConnector<C> usableWhen(Function<? super Channel, ? extends Future<?>> usable) {
        return new ChannelConnector<>(address, bootstrap, usable, view);
    }

    /// The same, giving the sequencer what `view` makes of a usable channel. Called on the loop.
    public <D> ChannelConnector<D> as(Function<? super Channel, ? extends D> view) {
        return new ChannelConnector<>(address, bootstrap, usable, view);
    }

    @Override
    public void connect(Attempt<C> attempt) {
        if (!(attempt.loop() instanceof NettyLoop loop)) {
            throw new IllegalArgumentException(
                    "a channel needs a sequencer on a NettyLoop, this one is on " + attempt.loop());
        }
        ChannelFuture connecting = bootstrap.clone(loop.eventLoop()).connect(address);
        Channel channel = connecting.channel();
        attempt.onClose(() -> close(channel));
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                onConnected(attempt, channel);
            } else {
                attempt.failed(done.cause());
            }
        });
    }

    private void onConnected(Attempt<C> attempt, Channel channel) {
        channel.closeFuture().addListener(_ -> attempt.closed(new CloseCause.Peer("closed")));
        try {
            usable.apply(channel).addListener(done -> {
                if (done.isSuccess()) {
                    open(attempt, channel);
                } else {
                    fail(attempt, channel, done.cause());
                }
            });
        } catch (RuntimeException thrown) { // by the user's function, in a listener, where nobody else would hear of it
            fail(attempt, channel, thrown);
        }
    }

    private void open(Attempt<C> attempt, Channel channel) {
        C connection;
        try {
            connection = view.apply(channel);
        } catch (RuntimeException thrown) { // as above
            fail(attempt, channel, thrown);
            return;
        }
        if (!attempt.opened(connection)) {
            close(channel);
        }
    }

    private static void fail(Attempt<?> attempt, Channel channel, Throwable cause) {
        attempt.failed(cause);
        close(channel);
    }

    private static void close(Channel channel) {
        ChannelFuture _ = channel.close();
    }

    @Override
    public String toString() {
        return "connector of channels to " + address;
    }
}
