package afb4j.server;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.BinderException;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.StepPort;
import afb4j.sequencer.Verdict;
import afb4j.server.rpc.ApiImport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The start of a binder as a sequence: bindings, then remote APIs, then the start steps of the local APIs,
/// then listening, then start-up calls. Each step is in the log with the time it took; the first failure ends
/// the sequence.
///
/// Bindings and sockets may block, so their steps run on a virtual thread each and tell the sequencer how
/// they ended. The step of the remote APIs waits for the links that must be there, up to a time limit.
@ConfinedTo("loop of the sequencer")
final class StartUp {

    private static final System.Logger LOGGER = System.getLogger(Binder.class.getName());

    private final Work work;
    private final Duration remoteTimeout;
    private final Set<String> missing = new HashSet<>();
    private Step step = Step.BINDINGS;
    private Duration stepStart = Duration.ZERO;

    /// What the steps do. Called on threads that may block.
    interface Work {

        /// Makes the local APIs.
        void loadBindings();

        /// Opens the links to remote APIs and returns those that the binder does not start without.
        List<ApiImport> openRemotes();

        /// Runs the start steps of the local APIs.
        void startApis();

        /// Opens the sockets.
        void listen();

        /// Makes the calls that belong to the start.
        void call();
    }

    private enum Step {
        BINDINGS,
        REMOTES,
        APIS,
        LISTENING,
        CALLS
    }

    /// What a step tells.
    private sealed interface News {

        record Done() implements News {}

        record Failed(Throwable cause) implements News {}

        record RemotesOpened(List<ApiImport> required) implements News {}

        record RemoteReady(String api) implements News {}
    }

    private StartUp(Work work, Duration remoteTimeout) {
        this.work = work;
        this.remoteTimeout = remoteTimeout;
    }

    /// Runs the sequence and waits for its end. Not to be called on a loop.
    ///
    /// @throws RuntimeException what a step failed with
    static void run(SequencerRuntime runtime, Work work, Duration remoteTimeout) {
        Sequencer<StartUp, News> sequencer = runtime.start(SequencerSpec.<StartUp, News>builder(
                        "start of the binder", () -> new StartUp(work, remoteTimeout), StartUp::on)
                .slowHandler(Duration.ofSeconds(1)) // a cold process loads classes meanwhile
                .build());
        try {
            sequencer.completion().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static Verdict on(Sequencer<StartUp, News> sequencer, StartUp start, Signal<News> signal) throws Exception {
        return switch (signal) {
            case Signal.Created<News> _ -> start.begin(sequencer, Step.BINDINGS);
            case Signal.Message<News>(News news) -> start.onNews(sequencer, news);
            case Signal.TimedOut<News> _ ->
                throw new BinderException("remote APIs cannot be reached within " + start.remoteTimeout.toMillis()
                        + " ms: " + start.missing);
            case Signal.Heartbeat<News> _, Signal.OfConnection<News> _, Signal.Destroyed<News> _ -> Verdict.CONTINUE;
        };
    }

    private Verdict onNews(Sequencer<StartUp, News> sequencer, News news) throws Exception {
        return switch (news) {
            case News.Done _ -> finished(sequencer);
            case News.Failed(Exception cause) -> throw cause;
            case News.Failed(Throwable error) -> throw new IllegalStateException(error);
            case News.RemotesOpened(List<ApiImport> required) -> await(sequencer, required);
            case News.RemoteReady(String api) -> {
                missing.remove(api);
                yield missing.isEmpty() ? finished(sequencer) : Verdict.CONTINUE;
            }
        };
    }

    private Verdict begin(Sequencer<StartUp, News> sequencer, Step next) {
        step = next;
        stepStart = sequencer.age();
        StepPort<News> port = sequencer.newStep(next);
        switch (next) {
            case BINDINGS -> inBackground(port, work::loadBindings);
            case REMOTES -> inBackground(port, () -> new News.RemotesOpened(work.openRemotes()));
            case APIS -> inBackground(port, work::startApis);
            case LISTENING -> inBackground(port, work::listen);
            case CALLS -> inBackground(port, work::call);
        }
        return Verdict.CONTINUE;
    }

    private static void inBackground(StepPort<News> port, Runnable task) {
        inBackground(port, () -> {
            task.run();
            return new News.Done();
        });
    }

    private static void inBackground(StepPort<News> port, Supplier<News> task) {
        Thread.ofVirtual().name("afb4j-start").start(() -> {
            News news;
            try {
                news = task.get();
            } catch (Exception | LinkageError cause) { // becomes the failure of the sequence
                news = new News.Failed(cause);
            }
            port.offer(news);
        });
    }

    private Verdict await(Sequencer<StartUp, News> sequencer, List<ApiImport> required) {
        if (required.isEmpty()) {
            return finished(sequencer);
        }
        StepPort<News> port = sequencer.newStep(Step.REMOTES);
        required.forEach(remote -> missing.add(remote.api()));
        required.forEach(remote -> remote.ready().thenRun(() -> port.offer(new News.RemoteReady(remote.api()))));
        sequencer.timeout(remoteTimeout);
        return Verdict.CONTINUE;
    }

    private Verdict finished(Sequencer<StartUp, News> sequencer) {
        LOGGER.log(
                INFO,
                "start: {0} done in {1} ms",
                step,
                sequencer.age().minus(stepStart).toMillis());
        return switch (step) {
            case BINDINGS -> begin(sequencer, Step.REMOTES);
            case REMOTES -> begin(sequencer, Step.APIS);
            case APIS -> begin(sequencer, Step.LISTENING);
            case LISTENING -> begin(sequencer, Step.CALLS);
            case CALLS -> Verdict.DONE;
        };
    }
}
