package afb4j.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Status;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiStatisticsTest {

    private final CallStatistics calls = new CallStatistics();
    private final ApiStatistics api = calls.of("radio");
    private final CallMeter remote = api.remote();

    @Test
    void learnsTheVerbsOfARemoteApiFromItsAnswers() {
        remote.ran("tune", Status.SUCCESS, 1);
        remote.ran("tune", Status.DISCONNECTED, 1);
        remote.ran("scan", Status.INVALID_REQUEST, 1);

        assertThat(api.read()).extracting(VerbCounts::verb).containsExactly("scan", "tune");
        assertThat(api.read().getLast().count()).isEqualTo(2);
    }

    @Test
    void doesNotLearnVerbsThatTheRemoteApiDoesNotHave() {
        remote.ran("tuna", Status.UNKNOWN_VERB.withInfo("no verb tuna"), 1);

        assertThat(api.read()).extracting(VerbCounts::verb).containsExactly(CallStatistics.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, -15})
    void doesNotLearnVerbsThatNobodyHasAnswered(int code) {
        remote.ran("tune", Status.of(code), 1);

        assertThat(api.read()).extracting(VerbCounts::verb).containsExactly(CallStatistics.OTHER);
    }

    @Test
    void doesNotGrowWithTheNamesItsCallersThinkOf() {
        IntStream.range(0, 100_000).forEach(i -> remote.ran("verb" + i, Status.SUCCESS, 1));
        remote.ran("v".repeat(1000), Status.SUCCESS, 1);

        assertThat(api.read()).hasSizeLessThanOrEqualTo(ApiStatistics.MAX_REMOTE_VERBS);
        assertThat(api.read().stream().mapToLong(VerbCounts::count).sum()).isEqualTo(100_001);
        assertThat(api.read().getFirst().verb()).isEqualTo(CallStatistics.OTHER);
    }

    @Test
    void showsAnApiFromItsBeginningToItsEnd() {
        assertThat(calls.apis()).extracting(ApiStatistics::api).containsExactly(CallStatistics.UNKNOWN);

        calls.add(api);
        assertThat(calls.apis()).contains(api);

        api.close();
        assertThat(calls.apis()).doesNotContain(api);
    }

    @Test
    void theEndOfAnApiDoesNotHideTheNextOneOfItsName() {
        ApiStatistics next = calls.of("radio");
        calls.add(api);
        calls.add(next);

        api.close();

        assertThat(calls.apis()).contains(next);
    }
}
