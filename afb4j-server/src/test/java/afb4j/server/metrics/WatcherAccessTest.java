package afb4j.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.core.monitor.MonitorApi;
import afb4j.core.security.PermissionChecker;
import afb4j.core.security.PermissionQuestion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who may read `/metrics` (issue 5, item 10).
final class WatcherAccessTest {

    private static boolean isGranted(PermissionChecker policy, boolean isLoopback, String session) {
        return new WatcherAccess(Optional.ofNullable(policy))
                .isGranted(
                        isLoopback,
                        () -> new PermissionQuestion(
                                Optional.empty(), session, Optional.empty(), MonitorApi.PERMISSION));
    }

    @Test
    void everybodyOnThisMachineMay() {
        assertThat(isGranted(null, true, "")).isTrue();
        assertThat(isGranted(_ -> false, true, "")).isTrue();
    }

    @Test
    void nobodyFromElsewhereMayWithoutAPolicy() {
        assertThat(isGranted(null, false, "")).isFalse();
    }

    @Test
    void fromElsewhereWhomAPolicyGrantsItMay() {
        PermissionChecker policy = question -> question.permission().equals(MonitorApi.PERMISSION)
                && question.session().equals("watcher");

        assertThat(isGranted(policy, false, "watcher")).isTrue();
        assertThat(isGranted(policy, false, "another")).isFalse();
    }
}
