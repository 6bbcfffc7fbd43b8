package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.sequencer.Admission;
import afb4j.sequencer.CloseCause;
import afb4j.sequencer.ConnectOptions;
import afb4j.sequencer.ConnectionHandle;
import afb4j.sequencer.ConnectionState;
import afb4j.sequencer.Connector;
import afb4j.sequencer.Leaving;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerHandler;
import afb4j.sequencer.Signal;
import afb4j.sequencer.StepPort;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.testkit.ScriptedConnection;
import afb4j.sequencer.testkit.ScriptedConnector;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Connections and their signals: S-16 to S-19.
@Timeout(60)
final class ConnectionScenariosTest {

    private static Verdict untilConnectionIsGone(Signal<?> signal) {
        return signal instanceof Signal.ConnectFailed<?> || signal instanceof Signal.ConnectionClosed<?>
                ? Verdict.DONE
                : Verdict.CONTINUE;
    }

    // J-10, Q-50
    @ParameterizedTest(name = "S-16 late result of an old step, {0} loop")
    @EnumSource
    void seesNothingOfAStepThatIsOver(LoopKind kind) {
        for (Leaving leaving : Leaving.values()) {
            try (Stage stage = new Stage(kind)) {
                ScriptedConnector connector = new ScriptedConnector().thenOpens();
                AtomicReference<StepPort<String>> firstPort = new AtomicReference<>();
                List<String> released = new CopyOnWriteArrayList<>();
                SequencerHandler<String, String> handler = (seq, _, signal) -> switch (signal) {
                    case Signal.Created<String> _ -> {
                        firstPort.set(seq.newStep("one"));
                        seq.connect(connector);
                        seq.timeout(stage.time(1000));
                        yield Verdict.CONTINUE;
                    }
                    case Signal.TimedOut<String> _ -> {
                        assertThat(firstPort.get().offer("queued, then late")).isEqualTo(Admission.ACCEPTED);
                        seq.newStep("two");
                        yield Verdict.CONTINUE;
                    }
                    case Signal.Message<String>(String body) when body.equals("end") -> Verdict.DONE;
                    default -> Verdict.CONTINUE;
                };
                Sequencer<String, String> seq = stage.runtime()
                        .start(stage.spec("stepping", () -> "", handler)
                                .leaving(leaving)
                                .discardHook(released::add)
                                .build());
                stage.until(() -> stage.recorder().trace(seq).contains("TimedOut"));

                // the operation of step one delivers and closes, too late
                assertThat(firstPort.get().offer("late")).isEqualTo(Admission.CLOSED);
                assertThat(firstPort.get().isCurrent()).isFalse();
                connector.latest().closeByPeer();
                seq.offer("end");
                stage.await(seq.completion());

                stage.recorder().assertTrace(seq, "Created, Connected(c1), TimedOut(timeout), end, Destroyed(Done, 1)");
                assertThat(stage.recorder().staleCount(seq)).isEqualTo(1);
                assertThat(released).containsExactly("queued, then late");
                assertThat(connector.latest().isClosedByUs()).isEqualTo(leaving == Leaving.CLOSE);
            }
        }
    }

    //
    @ParameterizedTest(name = "S-17 connection outlives its sequencer, {0} loop")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void leavesADetachedConnectionUsable(LoopKind kind) throws Exception {
        try (Stage stage = new Stage(kind);
                LocalPeer peer = new LocalPeer()) {
            AtomicReference<Channel> channel = new AtomicReference<>();
            Sequencer<String, String> seq = connectAndEnd(stage, kind, peer, Leaving.DETACH, channel);
            stage.await(seq.completion());

            Socket socket = peer.next();
            assertThat(channel.get().isActive()).isTrue();
            channel.get()
                    .writeAndFlush(channel.get().alloc().buffer().writeByte(7))
                    .sync();
            assertThat(socket.getInputStream().read()).isEqualTo(7);
            socket.close();
            channel.get().closeFuture().await(10, TimeUnit.SECONDS);

            stage.recorder().assertTrace(seq, "Created, Connected(c1), Destroyed(Done, 0)");
        }
    }

    //
    @ParameterizedTest(name = "S-17 connection closed with its sequencer, {0} loop")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void closesTheConnectionBeforeItsCompletion(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                LocalPeer peer = new LocalPeer()) {
            AtomicReference<Channel> channel = new AtomicReference<>();
            CompletableFuture<Boolean> openAtCompletion = new CompletableFuture<>();
            Sequencer<String, String> seq = connectAndEnd(stage, kind, peer, Leaving.CLOSE, channel);
            seq.completion()
                    .whenComplete(
                            (_, _) -> openAtCompletion.complete(channel.get().isOpen()));

            assertThat(stage.await(openAtCompletion)).isFalse();
            stage.recorder().assertTrace(seq, "Created, Connected(c1), Destroyed(Done, 0)");
        }
    }

    private static Sequencer<String, String> connectAndEnd(
            Stage stage, LoopKind kind, LocalPeer peer, Leaving leaving, AtomicReference<Channel> channel) {
        Connector<Channel> connector = Tcp.to(peer.address(), kind);
        AtomicReference<ConnectionHandle<Channel>> handle = new AtomicReference<>();
        return stage.runtime()
                .start(stage.<String, String>spec("short", () -> "", (seq, _, signal) -> {
                            if (signal instanceof Signal.Created<String>) {
                                handle.set(seq.connect(connector));
                                return Verdict.CONTINUE;
                            }
                            handle.get().ifOpen(channel::set);
                            return Verdict.DONE;
                        })
                        .leaving(leaving)
                        .build());
    }

    //
    @ParameterizedTest(name = "S-18a connect, then the peer closes, {0} loop")
    @EnumSource
    void tellsThatAConnectionCameAndWent(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                LocalPeer peer = new LocalPeer()) {
            ScriptedConnector scripted = new ScriptedConnector().thenOpens();
            Connector<?> connector = stage.isReal() ? Tcp.to(peer.address(), kind) : scripted;
            Sequencer<String, String> seq = connecting(stage, connector, ConnectOptions.DEFAULT);
            stage.until(() -> stage.recorder().trace(seq).contains("Connected"));
            if (stage.isReal()) {
                peer.closeNext();
            } else {
                scripted.latest().closeByPeer();
            }
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, Connected(c1), ConnectionClosed(c1, Peer), Destroyed(Done, 0)");
        }
    }

    //
    @ParameterizedTest(name = "S-18b refused port, {0} loop")
    @EnumSource
    void tellsThatAPortRefused(LoopKind kind) {
        try (Stage stage = new Stage(kind);
                LocalPeer peer = new LocalPeer()) {
            peer.stopListening();
            Connector<?> connector = stage.isReal()
                    ? Tcp.to(peer.address(), kind)
                    : new ScriptedConnector().thenFails(new ConnectException("refused"));
            Sequencer<String, String> seq = connecting(stage, connector, ConnectOptions.DEFAULT);
            stage.await(seq.completion());

            assertThat(stage.recorder().trace(seq))
                    .startsWith("Created, ConnectFailed(c1, ")
                    .endsWith("ConnectException), Destroyed(Done, 0)");
        }
    }

    //
    @ParameterizedTest(name = "S-18c connector throws at once, {0} loop")
    @EnumSource
    void tellsOnALaterTurnThatAConnectorThrew(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector().thenThrows(new IllegalArgumentException("no host"));
            Sequencer<String, String> seq = connecting(stage, connector, ConnectOptions.DEFAULT);
            stage.await(seq.completion());

            stage.recorder()
                    .assertTrace(seq, "Created, ConnectFailed(c1, IllegalArgumentException), Destroyed(Done, 0)");
            assertThat(stage.recorder().turns(seq).subList(0, 2)).doesNotHaveDuplicates();
        }
    }

    // J-06, Q-46
    @ParameterizedTest(name = "S-18d TLS handshake fails, {0} loop")
    @EnumSource
    void tellsThatAHandshakeFailed(LoopKind kind) throws Exception {
        try (Stage stage = new Stage(kind);
                LocalPeer peer = new LocalPeer()) {
            SslHandler tls = SslContextBuilder.forClient().build().newHandler(UnpooledByteBufAllocator.DEFAULT);
            Connector<?> connector = stage.isReal()
                    ? Tcp.to(peer.address(), kind, pipeline -> pipeline.addLast(tls))
                            .usableWhen(_ -> tls.handshakeFuture())
                    : new ScriptedConnector().thenFails(new SSLHandshakeException("no"));
            AtomicReference<Throwable> cause = new AtomicReference<>();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("secure", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    self.connect(connector);
                                }
                                if (signal instanceof Signal.ConnectFailed<String> failed) {
                                    cause.set(failed.cause());
                                }
                                return untilConnectionIsGone(signal);
                            })
                            .build());
            if (stage.isReal()) {
                OutputStream out = peer.next().getOutputStream();
                out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            stage.await(seq.completion());

            assertThat(cause.get()).isInstanceOf(SSLException.class);
            assertThat(stage.recorder().trace(seq)).doesNotContain("Connected", "ConnectionClosed");
        }
    }

    @ParameterizedTest(name = "connect timeout, {0} loop")
    @EnumSource
    void failsAnAttemptThatTakesTooLong(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector().thenIsSilent();
            ConnectOptions options = ConnectOptions.DEFAULT.withTimeout(stage.time(2000));
            Sequencer<String, String> seq = connecting(stage, connector, options);
            stage.await(seq.completion());

            stage.recorder().assertTrace(seq, "Created, ConnectFailed(c1, TimeoutException), Destroyed(Done, 0)");
            assertThat(connector.latest().isClosedByUs()).isTrue();
            assertThat(connector.latest().tryOpen()).isFalse();
        }
    }

    private static Sequencer<String, String> connecting(Stage stage, Connector<?> connector, ConnectOptions options) {
        return stage.runtime()
                .start(stage.<String, String>spec("connecting", () -> "", (seq, _, signal) -> {
                            if (signal instanceof Signal.Created<String>) {
                                seq.connect(connector, options);
                            }
                            return untilConnectionIsGone(signal);
                        })
                        .build());
    }

    // J-06, Q-16, Q-43, Q-52, Q-53
    @ParameterizedTest(name = "S-19 close racing with a queued message, {0} loop")
    @EnumSource
    void knowsOfACloseThatIsQueuedButNotHandled(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            List<String> seen = new CopyOnWriteArrayList<>();
            List<ConnectionHandle<ScriptedConnection>> handles = new ArrayList<>();
            ScriptedConnector connector = new ScriptedConnector().thenOpens().thenOpens();
            SequencerHandler<String, String> handler = (seq, _, signal) -> {
                if (signal instanceof Signal.Created<String>) {
                    handles.add(seq.connect(connector));
                    handles.add(seq.connect(connector));
                } else if (!(signal instanceof Signal.Connected<String>)) {
                    boolean ran = handles.get(0).ifOpen(_ -> {});
                    seen.add(signal.getClass().getSimpleName() + " " + seq.check(handles.get(0)) + " ran " + ran
                            + ", other " + seq.check(handles.get(1)));
                }
                return signal instanceof Signal.Message<String>(String body) && body.equals("end")
                        ? Verdict.DONE
                        : Verdict.CONTINUE;
            };
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.spec("checking", () -> "", handler).build());
            stage.until(() -> stage.recorder().trace(seq).contains("Connected(c2)"));

            stage.whileStopped(() -> {
                seq.offer("M");
                connector.connections().getFirst().closeByPeer();
                seq.offer("end");
            });
            stage.await(seq.completion());

            assertThat(seen)
                    .containsExactly(
                            "Message CLOSE_PENDING ran false, other OPEN",
                            "ConnectionClosed CLOSE_PENDING ran false, other OPEN",
                            "Message CLOSED ran false, other OPEN",
                            "Destroyed CLOSED ran false, other OPEN");
            assertThat(handles.get(1).state()).isEqualTo(ConnectionState.CLOSED); // detached with its sequencer
        }
    }

    @ParameterizedTest(name = "detach, {0} loop")
    @EnumSource
    void dropsEvenAQueuedSignalOfADetachedConnection(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            AtomicReference<ConnectionHandle<ScriptedConnection>> handle = new AtomicReference<>();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("detaching", () -> "", (self, _, signal) -> switch (signal) {
                                case Signal.Created<String> _ -> {
                                    handle.set(self.connect(connector));
                                    yield Verdict.CONTINUE;
                                }
                                case Signal.Message<String>(String body)
                                when body.equals("detach") -> {
                                    handle.get().detach();
                                    yield Verdict.CONTINUE;
                                }
                                case Signal.Message<String> _ -> Verdict.DONE;
                                default -> Verdict.CONTINUE;
                            })
                            .build());
            stage.until(() -> stage.recorder().trace(seq).contains("Connected"));

            stage.whileStopped(() -> {
                seq.offer("detach");
                connector.latest().closeByPeer();
                seq.offer("end");
            });
            stage.await(seq.completion());

            //
            stage.recorder().assertTrace(seq, "Created, Connected(c1), detach, end, Destroyed(Done, 0)");
            assertThat(connector.latest().isClosedByUs()).isFalse();
        }
    }

    //
    @ParameterizedTest(name = "our own close, {0} loop")
    @EnumSource
    void tellsTheCauseOfItsOwnClose(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector().thenOpens();
            AtomicReference<ConnectionHandle<?>> handle = new AtomicReference<>();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("closing", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    handle.set(
                                            self.connect(connector, ConnectOptions.DEFAULT.withAttachment("attached")));
                                } else if (signal instanceof Signal.Connected<String>) {
                                    handle.get().close(new CloseCause.Validity(Duration.ofSeconds(50)));
                                    handle.get().close();
                                }
                                return untilConnectionIsGone(signal);
                            })
                            .build());
            stage.await(seq.completion());

            stage.recorder()
                    .assertTrace(seq, "Created, Connected(c1), ConnectionClosed(c1, Validity), Destroyed(Done, 0)");
            assertThat(handle.get().attachment()).contains("attached");
        }
    }

    //
    @ParameterizedTest(name = "dead handles, {0} loop")
    @EnumSource
    void answersBadUseOfHandlesClearly(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            Sequencer<String, String> one = connecting(stage, new ScriptedConnector(), ConnectOptions.DEFAULT);
            Sequencer<String, String> other = connecting(stage, new ScriptedConnector(), ConnectOptions.DEFAULT);
            ConnectionHandle<ScriptedConnection> handle = one.connect(new ScriptedConnector());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.check(handle))
                    .withMessageContaining("is not of");
            assertThatIllegalStateException().isThrownBy(() -> handle.ifOpen(_ -> {}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConnectOptions.DEFAULT.withTimeout(Duration.ofMillis(-1)));

            one.close();
            stage.await(one.completion());
            ScriptedConnector unused = new ScriptedConnector();
            assertThat(one.check(one.connect(unused))).isEqualTo(ConnectionState.CLOSED);
            assertThat(unused.connections()).isEmpty();
            handle.close();
            handle.detach();
            stage.onLoop(() -> assertThat(handle.ifOpen(_ -> {})).isFalse());
        }
    }

    @ParameterizedTest(name = "given-up attempt, {0} loop")
    @EnumSource
    void failsAnAttemptItGivesUp(LoopKind kind) {
        try (Stage stage = new Stage(kind)) {
            ScriptedConnector connector = new ScriptedConnector().thenIsSilent();
            AtomicReference<Throwable> cause = new AtomicReference<>();
            Sequencer<String, String> seq = stage.runtime()
                    .start(stage.<String, String>spec("impatient", () -> "", (self, _, signal) -> {
                                if (signal instanceof Signal.Created<String>) {
                                    self.connect(connector).close();
                                } else if (signal instanceof Signal.ConnectFailed<String> failed) {
                                    cause.set(failed.cause());
                                }
                                return untilConnectionIsGone(signal);
                            })
                            .build());
            stage.await(seq.completion());

            assertThat(cause.get()).isInstanceOf(CancellationException.class);
            assertThat(connector.latest().isClosedByUs()).isTrue();
        }
    }
}
