package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.api.BinderException;
import org.junit.jupiter.api.Test;

final class ApiSetTest {

    private static final ApiTarget RADIO = call -> {};
    private static final ApiTarget CLOCK = call -> {};

    private final ApiSet apis = new ApiSet();

    @Test
    void findsWhatWasAdded() {
        apis.add("radio", RADIO, Visibility.PRIVATE);

        assertThat(apis.find("radio")).contains(new ApiSet.Entry("radio", RADIO, Visibility.PRIVATE, "radio"));
        assertThat(apis.target("radio")).isSameAs(RADIO);
        assertThat(apis.find("Radio")).as("case matters").isEmpty();
        assertThat(apis.target("clock")).isNull();
    }

    @Test
    void givesAliasesTheVisibilityOfTheirApi() {
        apis.add("radio", RADIO, Visibility.PRIVATE);
        apis.alias("tuner", "radio");
        apis.alias("fm", "tuner");

        ApiSet.Entry fm = apis.find("fm").orElseThrow();
        assertThat(fm).isEqualTo(new ApiSet.Entry("fm", RADIO, Visibility.PRIVATE, "radio"));
        assertThat(fm.isAlias()).isTrue();
        assertThat(apis.find("radio").orElseThrow().isAlias()).isFalse();
    }

    @Test
    void refusesANameThatIsTaken() { // http-and-wsj1.md 8.1
        apis.add("radio", RADIO, Visibility.PUBLIC);
        apis.alias("tuner", "radio");

        for (String taken : new String[] {"radio", "tuner"}) {
            assertThatExceptionOfType(NameTakenException.class)
                    .isThrownBy(() -> apis.add(taken, CLOCK, Visibility.PUBLIC))
                    .isInstanceOf(BinderException.class)
                    .withMessageContaining("the name " + taken + " is taken");
            assertThatExceptionOfType(NameTakenException.class).isThrownBy(() -> apis.alias(taken, "radio"));
        }
        assertThat(apis.target("radio")).isSameAs(RADIO);
    }

    @Test
    void refusesWhatIsNoName() { // W-03
        apis.add("radio", RADIO, Visibility.PUBLIC);

        assertThatIllegalArgumentException().isThrownBy(() -> apis.add("a/b", RADIO, Visibility.PUBLIC));
        assertThatIllegalArgumentException().isThrownBy(() -> apis.alias("a b", "radio"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apis.alias("tuner", "nope"))
                .withMessage("no API nope to give the alias tuner");
    }

    @Test
    void removesAnApiWithItsAliasesAndAnAliasAlone() {
        apis.add("radio", RADIO, Visibility.PUBLIC);
        apis.add("clock", CLOCK, Visibility.PUBLIC);
        apis.alias("tuner", "radio");
        apis.alias("fm", "tuner");
        apis.alias("time", "clock");

        apis.remove("tuner");
        assertThat(apis.find("fm")).as("an alias of the API, not of the alias").isPresent();
        apis.remove("radio");
        apis.remove("radio");

        assertThat(apis.entries()).extracting(ApiSet.Entry::name).containsExactly("clock", "time");
        apis.add("radio", CLOCK, Visibility.PUBLIC);
        assertThat(apis.target("radio")).isSameAs(CLOCK);
    }

    @Test
    void listsApisByNameThenAliasesByName() { // http-and-wsj1.md 6, monitor/apis
        apis.add("probe", RADIO, Visibility.PUBLIC);
        apis.add("hello", CLOCK, Visibility.PUBLIC);
        apis.alias("zoo", "hello");
        apis.alias("fakename", "hello");

        assertThat(apis.entries()).extracting(ApiSet.Entry::name).containsExactly("hello", "probe", "fakename", "zoo");
    }

    // http-and-wsj1.md 7.2, vector private-api
    @Test
    void privateApiIsNoTargetForThoseOutside() {
        apis.add("radio", RADIO, Visibility.PRIVATE);
        apis.alias("fm", "radio");
        apis.add("open", RADIO, Visibility.PUBLIC);

        assertThat(apis.publicTarget("radio")).isNull();
        assertThat(apis.publicTarget("fm")).isNull();
        assertThat(apis.publicTarget("nope")).isNull();
        assertThat(apis.publicTarget("open")).isSameAs(RADIO);
        assertThat(apis.target("radio")).isSameAs(RADIO);
    }
}
