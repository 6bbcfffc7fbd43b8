package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {

    @Test
    void isWrittenAsRelaysWriteIt() { // W-59, vector v1-unix-creds
        assertThat(new Credentials(0, 0, 0x3a8c, Credentials.NO_LABEL).text()).isEqualTo("0:0:3a8c-NoLabel");
        assertThat(new Credentials(-2, 100, 0, "User:App").text()).isEqualTo("fffffffe:64:0-User:App");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:0:3a8c-NoLabel", "fffffffe:64:0-User::App", "1:2:3-", "1:2:3-a-b\nc"})
    void isReadAsItIsWritten(String text) { // W-60: the label may be empty
        assertThat(Credentials.parse(text)).map(Credentials::text).hasValue(text);
    }

    @Test
    void readsCapitalsAndLeadingZeros() { // W-60
        assertThat(Credentials.parse("00A:0b:0C-x")).hasValue(new Credentials(10, 11, 12, "x"));
    }

    @Test
    void readsSigns() { // vectors v1-probe-creds
        assertThat(Credentials.parse("-1:-2:-a-x")).hasValue(new Credentials(-1, -2, -10, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1:2:3",
                "1:2-x",
                ":2:3-x",
                "1:2:3:4-x",
                "--1:2:3-x",
                "1:-:3-x",
                "g:2:3-x",
                "123456789:2:3-x",
                " 1:2:3-x"
            })
    void isNotReadFromAnythingElse(String text) { // W-60
        assertThat(Credentials.parse(text)).isEmpty();
    }

    @Test
    void knowsTheApplicationOfItsLabel() { // W-60
        assertThat(new Credentials(1, 2, 3, "System:App:nav").application()).isEqualTo("nav");
        assertThat(new Credentials(1, 2, 3, "NoLabel").application()).isEqualTo("NoLabel");
        assertThat(new Credentials(1, 2, 3, "x:").application()).isEmpty();
    }

    @Test
    void isShownWithUnsignedNumbers() { // hello.md 4.1, my-info
        assertThat(new Credentials(-1, 99, 0, "NoLabel").json().compact())
                .isEqualTo("{\"uid\":4294967295,\"gid\":99,\"pid\":0,\"user\":\"4294967295\","
                        + "\"label\":\"NoLabel\",\"id\":\"NoLabel\"}");
    }
}
