package afb4j.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.cli.options.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is printed, and how it ends (http-and-wsj1.md 9).
@Timeout(30)
final class ConversationTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Inbox inbox = new Inbox(10);
    private final FakeRemote remote = new FakeRemote(inbox);

    private Conversation conversation(String... args) {
        try {
            ClientOptions options = ClientOptions.of(ClientOptions.all().parse(List.of(args)));
            StreamOutput output =
                    new StreamOutput(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
            return new Conversation(options, output, inbox, remote);
        } catch (UsageException | RequestException bad) {
            throw new AssertionError(bad);
        }
    }

    private int type(String input, String... args) throws InterruptedException {
        Thread.ofVirtual().start(new PipedLines(new ByteArrayInputStream(input.getBytes(UTF_8)), inbox, 1_000));
        return conversation(args).runInput();
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    @Test
    void printsRepliesWithTheirNumbersAndEndsAsTheLastOne() throws InterruptedException {
        assertThat(type("a ok 1\na fail\n")).isOne();
        assertThat(printed()).isEqualTo("ON-REPLY 1:a/ok: OK\n{\"n\": 1}\nON-REPLY 2:a/fail: ERROR\n{\"n\": 2}\n");
    }

    @Test
    void takesLastLineWithoutEnd() throws InterruptedException { // P31
        assertThat(type("a fail\na ok 1")).isZero();
        assertThat(remote.received).containsExactly("a/fail null", "a/ok 1");
    }

    @Test
    void echoesWhatItSends() throws InterruptedException {
        assertThat(type("a ok {\"x\": 1}\n! my/ev 2\n", "-e")).isZero();
        assertThat(printed())
                .isEqualTo("SEND-CALL a/ok {\"x\": 1}\nSEND-EVENT: my/ev 2\nON-REPLY 1:a/ok: OK\n{\"n\": 1}\n");
        assertThat(remote.received).containsExactly("a/ok {\"x\":1}", "event my/ev 2");
    }

    @Test
    void printsJsonOnlyWhenQuietAndIndentedForPeople() throws InterruptedException {
        assertThat(type("a event [7]\n", "-q", "-e", "-H")).isZero();
        assertThat(printed()).isEqualTo("[\n  7\n]\n{\n  \"n\":1\n}\n");
    }

    @Test
    void takesWhatIsNotJsonForText() throws InterruptedException { // P16
        type("a ok {bad\n");
        assertThat(remote.received).containsExactly("a/ok \"{bad\"");
    }

    @Test
    void goesOnAfterLinesWithoutMeaning() throws InterruptedException {
        assertThat(type("quit\n\n# remark\na ok\n")).isZero();
        assertThat(err.toString(UTF_8)).isEqualTo("verb missing, bad line: quit\n");
        assertThat(remote.received).containsExactly("a/ok null");
    }

    @Test
    void endsWhenTheOtherEndHangsUpAndSaysWhyIfItIsUnusual() throws InterruptedException {
        assertThat(type("a leave\n")).isEqualTo(2);
        assertThat(printed()).isEqualTo("ON-HANGUP\n");
        assertThat(err.toString(UTF_8)).isEqualTo("the connection is over: it hung up with 1009\n");
    }

    @Test
    void leavesAfterTheFirstLineIfAsked() throws InterruptedException {
        assertThat(type("# remark\n! my/ev\na ok\n", "-b")).isZero();
        assertThat(remote.received).containsExactly("event my/ev null");
        assertThat(printed()).isEmpty();
    }

    @Test
    void makesOneRequest() throws InterruptedException {
        assertThat(conversation().runOnce(new InputLine.Call("a/fail", "1"))).isOne();
        assertThat(conversation().runOnce(new InputLine.Event("my/ev", "{\"x\":1}")))
                .isZero();
        assertThat(printed()).isEqualTo("ON-REPLY 1:a/fail: ERROR\n{\"n\": 1}\n");
        assertThat(remote.received).containsExactly("a/fail 1", "event my/ev {\"x\":1}");
    }
}
