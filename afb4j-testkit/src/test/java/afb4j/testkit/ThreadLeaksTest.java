package afb4j.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ThreadLeaks.class)
class ThreadLeaksTest {

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void namesTheThreadThatIsStillAlive() throws InterruptedException {
        Thread thread = start("afb4j-test-leak");

        assertThatThrownBy(() -> ThreadLeaks.check(Set.of(), Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("afb4j-test-leak")
                .hasMessageContaining("CountDownLatch");

        stop(thread);
    }

    @Test
    void acceptsThreadsOfOthersAndThoseThatWereThereBefore() throws InterruptedException {
        Thread other = start("someone-else");
        Thread known = start("afb4j-test-known");

        assertThatCode(() -> ThreadLeaks.check(Set.of(known), Duration.ofMillis(10)))
                .doesNotThrowAnyException();

        stop(other);
        stop(known);
    }

    @Test
    void waitsForAThreadThatIsEnding() {
        Thread thread = start("afb4j-test-ending");
        end.countDown();

        assertThatCode(() -> ThreadLeaks.check(Set.of(), Duration.ofSeconds(5))).doesNotThrowAnyException();
        assertThatCode(thread::join).doesNotThrowAnyException();
    }

    private Thread start(String name) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void stop(Thread thread) throws InterruptedException {
        end.countDown();
        thread.join();
    }
}
