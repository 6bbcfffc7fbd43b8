package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GuardTest {

    private static final Guard TUNE = Guard.permission("urn:radio:tune");

    @Test
    void isTextAsDescriptionsShowIt() { // http-and-wsj1.md 6
        assertThat(Guard.loa(1).and(Guard.token()).text()).isEqualTo("loa>=1 and check-token");
        assertThat(Guard.token().and(TUNE).text()).isEqualTo("check-token and urn:radio:tune");
        assertThat(Guard.loa(2).or(TUNE).and(Guard.not(Guard.yes())).text())
                .isEqualTo("(loa>=2 or urn:radio:tune) and not yes");
        assertThat(Guard.not(TUNE.or(Guard.no())).text()).isEqualTo("not (urn:radio:tune or no)");
    }

    @Test
    void isTextWithoutNeedlessParentheses() { // http-and-wsj1.md 6
        Guard all = new Guard.And(List.of(TUNE, new Guard.And(List.of(Guard.token(), Guard.loa(1)))));
        Guard one = new Guard.Or(List.of(new Guard.Or(List.of(TUNE, Guard.token())), Guard.loa(1)));

        assertThat(all.text()).isEqualTo("urn:radio:tune and check-token and loa>=1");
        assertThat(one.text()).isEqualTo("urn:radio:tune or check-token or loa>=1");
    }

    @Test
    void leavesOutWhatLetsEverybodyPass() {
        assertThat(Guard.yes().and(TUNE)).isEqualTo(TUNE);
        assertThat(TUNE.and(Guard.yes())).isEqualTo(TUNE);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Guard.loa(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> Guard.permission(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Guard.Or(List.of(TUNE)));
    }

    @Test
    void isGatheredByTheBuilderOfAVerb() {
        Verb verb = Verb.named("tune").guard(Guard.loa(1)).guard(TUNE).handler(Request::reply);

        assertThat(verb.guard()).isEqualTo(Guard.loa(1).and(TUNE));
    }
}
