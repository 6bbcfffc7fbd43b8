package afb4j.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.BinderException;
import afb4j.api.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PermissionPolicyTest {

    private static final PermissionPolicy POLICY = PermissionPolicy.parse(
            List.of(
                    "# who  session  permission  grant",
                    "",
                    "1000   *        urn:radio:*        yes   # the user of the machine",
                    "nav    *        urn:position:read  yes",
                    "web*   tab-*    urn:radio:listen   YES",
                    "none   *        urn:public         yes",
                    "1001   *        *                  no",
                    "*      *        urn:all            yes"),
            "policy");

    @ParameterizedTest
    @CsvSource({
        "1000, x, s, urn:radio:tune, true",
        "1000, x, s, urn:radio, false",
        "7, nav, s, urn:position:read, true",
        "7, nav, s, urn:position:readmore, false",
        "7, webkit, tab-1, urn:radio:listen, true",
        "7, webkit, win-1, urn:radio:listen, false",
        "7, x, s, urn:public, false",
        "1001, x, s, urn:all, false",
        "7, x, s, urn:all, true",
        "7, 1000, s, urn:radio:tune, false"
    })
    void decidesByTheFirstRuleThatFits(int uid, String label, String session, String permission, boolean granted) {
        var who = Optional.of(new Credentials(uid, 1, 2, "User:" + label));

        assertThat(POLICY.isGranted(new PermissionQuestion(who, session, Optional.empty(), permission)))
                .isEqualTo(granted);
    }

    @Test
    void takesAnUnknownProcessForNobodyInParticular() {
        assertThat(ofUnknown("urn:public")).isTrue();
        assertThat(ofUnknown("urn:all")).isTrue();
        assertThat(ofUnknown("urn:radio:tune")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01000", "4294968296", "99999999999999999999"})
    void takesNoOtherNumberForTheUser(String user) {
        PermissionPolicy policy = PermissionPolicy.parse(List.of(user + " * p yes"), "policy");
        var who = Optional.of(new Credentials(1000, 1, 2, "User:x"));

        assertThat(policy.isGranted(new PermissionQuestion(who, "s", Optional.empty(), "p")))
                .isFalse();
    }

    @Test
    void decidesAlikeWhetherItKnowsThePermissionOrNot() {
        PermissionPolicy policy = PermissionPolicy.parse(List.of("none s* odd* no", "none * *1 yes"), "policy");

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 2000; i++) {
                assertThat(policy.isGranted(question("s", "odd" + i))).isFalse();
                assertThat(policy.isGranted(question("t", "odd" + i))).isEqualTo(i % 10 == 1);
            }
        }
        assertThat(policy.knownPermissions()).isBetween(1000, 1100); // B-35: clients may make names up
    }

    private static PermissionQuestion question(String session, String permission) {
        return new PermissionQuestion(Optional.empty(), session, Optional.empty(), permission);
    }

    private static boolean ofUnknown(String permission) {
        return POLICY.isGranted(new PermissionQuestion(Optional.empty(), "s", Optional.empty(), permission));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * yes", "* * p maybe", "* * p yes more"})
    void refusesALineThatIsNoRuleAndSaysWhich(String line) {
        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(() -> PermissionPolicy.parse(List.of("* * p yes", line), "policy"))
                .withMessageStartingWith("policy line 2: expected");
    }

    @Test
    void refusesAFileThatIsNotThereOrNoText(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(() -> PermissionPolicy.load(folder.resolve("none")))
                .withMessageContaining("does not exist");
        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(() -> PermissionPolicy.load(binary))
                .withMessageContaining("no text in UTF-8");
    }

    @Test
    void doesNotShowTokens() { // R32
        var question = new PermissionQuestion(Optional.empty(), "s", Optional.of("secret"), "p");

        assertThat(question.toString()).doesNotContain("secret");
    }
}
