package afb4j.sequencer.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.concurrent.atomic.AtomicLong;

/// Counts how often a loop looks at its sockets: the number of its turn. For tests and measurements that show how
/// many signals come in a turn (J-03), or that an idle loop sleeps.
public final class CountingIoHandler implements IoHandler {

    private final IoHandler counted;
    private final AtomicLong polls;

    private CountingIoHandler(IoHandler counted, AtomicLong polls) {
        this.counted = counted;
        this.polls = polls;
    }

    /// Makes what `factory` makes, and adds each look at the sockets to `polls`; with several loops, those of all.
    public static IoHandlerFactory counting(IoHandlerFactory factory, AtomicLong polls) {
        return (ThreadAwareExecutor executor) -> new CountingIoHandler(factory.newHandler(executor), polls);
    }

    @Override
    public int run(IoHandlerContext context) {
        polls.incrementAndGet();
        return counted.run(context);
    }

    @Override
    public void initialize() {
        counted.initialize();
    }

    @Override
    public void prepareToDestroy() {
        counted.prepareToDestroy();
    }

    @Override
    public void destroy() {
        counted.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return counted.register(handle);
    }

    @Override
    public void wakeup() {
        counted.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return counted.isCompatible(handleType);
    }
}
