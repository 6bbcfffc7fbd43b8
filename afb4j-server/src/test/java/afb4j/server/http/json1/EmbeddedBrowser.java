package afb4j.server.http.json1;

import afb4j.api.Credentials;
import afb4j.core.NoSessionException;
import afb4j.core.session.LiveSession;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.server.rpc.AnnouncedSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A browser at the other end of an embedded channel.
final class EmbeddedBrowser {

    final EmbeddedChannel channel = new EmbeddedChannel();
    final LiveSession session;
    private final VirtualLoop loop;

    EmbeddedBrowser(
            EmbeddedBinder binder,
            String name,
            String uuid,
            @Nullable String token,
            Optional<Credentials> credentials) {
        loop = binder.loop;
        session = NoSessionException.orThrow(binder.core.sessions().acquireForConnection(uuid));
        Browser browser =
                new Browser(name, 1, "", new AnnouncedSession(binder.core.sessions(), session), token, credentials);
        run(() -> binder.export.accept(channel.pipeline(), loop, browser));
    }

    private void run(Runnable task) {
        loop.run(task);
        loop.runUntilIdle();
    }

    /// Sends frames in one read.
    EmbeddedBrowser send(ByteBuf... frames) {
        run(() -> channel.writeInbound(Unpooled.copiedBuffer(frames)));
        return this;
    }

    /// Sends a text.
    EmbeddedBrowser send(String text) {
        return send(ClientFrames.text(text));
    }

    /// Calls with a number as id.
    EmbeddedBrowser call(int id, String procedure, String argument) {
        return send("[2,\"" + id + "\",\"" + procedure + "\"," + argument + "]");
    }

    /// Ends the stream without a close frame.
    void vanish() {
        run(() -> channel.close().syncUninterruptibly());
    }

    /// The socket takes more output, or does not.
    void takesOutput(boolean isTaken) {
        run(() -> {
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isTaken);
            channel.runPendingTasks();
        });
    }

    /// Puts something into the way of what is sent from now on.
    void fill(int bytes) {
        var _ = channel.write(Unpooled.buffer(bytes).writeZero(bytes));
    }

    /// Takes away what [#fill] has put there.
    void takeWhatFills() {
        run(channel::flush);
        ByteBuf filling = channel.readOutbound();
        filling.release();
    }

    void advance(Duration time) {
        loop.advance(time);
    }

    /// The frames that came since the last time, as [ServerFrames] shows them.
    List<String> received() {
        ByteBuf stream = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            stream.writeBytes(part);
            part.release();
        }
        List<String> frames = new ArrayList<>();
        while (stream.isReadable()) {
            frames.add(ServerFrames.next(stream));
        }
        return frames;
    }

    static String success(String id, String response) {
        return "[3,\"" + id + "\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}"
                + (response.isEmpty() ? "" : ",\"response\":" + response) + "}]";
    }

    static String failure(String id, String status, int code) {
        return "[4,\"" + id + "\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"" + status + "\",\"code\":" + code
                + "}}]";
    }

    static String event(String name, String data) {
        return "[5,\"" + name + "\",{\"jtype\":\"afb-event\",\"event\":\"" + name + "\",\"data\":" + data + "}]";
    }
}
