package afb4j.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceFlagsTest {

    @ParameterizedTest
    @CsvSource({
        "REQUEST, 'addref all args begin common context context_drop context_get context_getinit context_make"
                + " context_set end event extra get get_application_id get_client_info get_uid has_permission interface"
                + " json life ref reply security session session_close session_get_LOA session_set_LOA subcall"
                + " subcall_result subcalls subcallsync subcallsync_result subscribe unref unsubscribe userdata vverbose'",
        "API, 'add_alias all api api_add_verb api_del_verb api_seal api_set_on_event api_set_on_init api_set_verbs call"
                + " callsync abort_job class_provide class_require common delete_api event event_broadcast"
                + " event_handler_add event_handler_del event_make extra get_event_loop get_system_bus get_user_bus"
                + " new_api on_event on_event_handler post_job require_api rootdir_get_fd rootdir_open_locale settings"
                + " start unshare_session vverbose'",
        "EVENT, 'addref all broadcast_after broadcast_before common create extra name push_after push_before unref'",
        "SESSION, 'addref all close common create destroy unref'",
        "GLOBAL, 'all vverbose'"
    })
    void knowsAllFlagsOfTheField(TraceKind kind, String flags) { // http-and-wsj1.md 6
        for (String flag : List.of(flags.split(" ", -1))) {
            assertThat(TraceFlags.points(kind, flag)).as("%s %s", kind, flag).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "none", "No"})
    void someStandForNothing(String flag) {
        assertThat(TraceFlags.points(TraceKind.EVENT, flag)).contains(Set.of());
    }

    @Test
    void caseAndTheKindOfDashDoNotCount() {
        assertThat(TraceFlags.points(TraceKind.EVENT, "Push-Before")).contains(Set.of(TracePoint.EVENT_PUSH_BEFORE));
    }

    @Test
    void aStarIsAll() {
        assertThat(TraceFlags.points(TraceKind.SESSION, "*"))
                .contains(Set.of(TracePoint.SESSION_CREATE, TracePoint.SESSION_CLOSE));
    }

    @Test
    void groupsStandForTheirPoints() {
        assertThat(TraceFlags.points(TraceKind.REQUEST, "life"))
                .contains(Set.of(TracePoint.REQUEST_BEGIN, TracePoint.REQUEST_END));
        assertThat(TraceFlags.points(TraceKind.EVENT, "common"))
                .contains(Set.of(TracePoint.EVENT_PUSH_BEFORE, TracePoint.EVENT_BROADCAST_BEFORE));
        assertThat(TraceFlags.points(TraceKind.REQUEST, "common").orElseThrow())
                .contains(TracePoint.REQUEST_REPLY, TracePoint.REQUEST_SUBSCRIBE, TracePoint.REQUEST_SUBCALL);
    }

    @Test
    void whatIsNotThereIsNoFlag() {
        assertThat(TraceFlags.points(TraceKind.GLOBAL, "begin")).isEmpty();
        assertThat(TraceFlags.points(TraceKind.REQUEST, "")).isEmpty();
    }

    @Test
    void readsTheFlagsOfACommandLine() {
        assertThat(TraceFlags.parse(TraceKind.REQUEST, "begin,end+reply  none"))
                .containsExactlyInAnyOrder(TracePoint.REQUEST_BEGIN, TracePoint.REQUEST_END, TracePoint.REQUEST_REPLY);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TraceFlags.parse(TraceKind.GLOBAL, "all,bogus"))
                .withMessage("there is no global flag 'bogus', expected some of all none vverbose");
    }
}
