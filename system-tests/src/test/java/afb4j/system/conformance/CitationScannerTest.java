package afb4j.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CitationScannerTest {

    @TempDir
    Path root;

    private List<Citation> scan(String module, String source) throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve("src/test/java"));
        return CitationScanner.scan(root, Files.writeString(folder.resolve("XTest.java"), source));
    }

    @Test
    void findsTheTestThatCitationsBelongTo() throws IOException {
        List<Citation> citations = scan("afb4j-core", """
                /// All of it: W-01.
                class XTest {
                    int field = 1; // W-02

                    /// W-03
                    @Test
                    void before() {
                        use("{"); // W-04
                    }

                    @ParameterizedTest(name = "W-05a {0}") // W-06
                    @ValueSource(strings = {"}", "x"})
                    void named() { // W-07
                    } // W-08

                    void helper() {} // W-09

                    static class Inner {
                        @Test
                        void inner() {} // W-10
                    }
                }
                """);

        assertThat(citations)
                .extracting(Citation::key, Citation::test)
                .containsExactly(
                        tuple("wsapi W-01", "XTest"),
                        tuple("wsapi W-02", "XTest"),
                        tuple("wsapi W-03", "XTest.before"),
                        tuple("wsapi W-04", "XTest.before"),
                        tuple("wsapi W-05", "XTest.named"),
                        tuple("wsapi W-06", "XTest.named"),
                        tuple("wsapi W-07", "XTest.named"),
                        tuple("wsapi W-08", "XTest.named"),
                        tuple("wsapi W-09", "XTest"),
                        tuple("wsapi W-10", "XTest.Inner.inner"));
        assertThat(citations.get(2).place()).isEqualTo("afb4j-core/src/test/java/XTest.java:5");
    }

    @Test
    void findsLinesOfHttpButNotTextsThatLookLikeThem() throws IOException {
        List<Citation> citations = scan("afb4j-server", """
                class XTest {
                    @Test
                    void one() { // P9, P13-P16: all of them would be four citations
                        use("P31", P2P, P35, "a P7 in a text");
                    }
                }
                """);

        assertThat(citations).extracting(Citation::key).containsExactly("http P9", "http P13", "http P7");
    }

    @Test
    void knowsScenariosOfTheSequencerFromRulesOfTheSameNumber() throws IOException {
        String source = "class XTest { @Test void x() {} // S-01, Q-02, W-03\n}";

        assertThat(scan("afb4j-sequencer-netty", source))
                .extracting(Citation::key)
                .containsExactly("sequencer S-01", "sequencer Q-02", "wsapi W-03");
        assertThat(scan("afb4j-core", source))
                .extracting(Citation::key)
                .containsExactly("wsapi S-01", "sequencer Q-02", "wsapi W-03");
    }

    @Test
    void tellsTheLoopsOfScenarios() throws IOException {
        List<Citation> citations = scan("afb4j-sequencer-netty", """
                class XTest {
                    @ParameterizedTest(name = "S-01 {0}")
                    @EnumSource
                    void all(LoopKind kind) {}

                    @ParameterizedTest(name = "S-02 {0}")
                    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
                    void real(LoopKind kind) {}
                }
                """);

        assertThat(citations)
                .extracting(Citation::test)
                .containsExactly("XTest.all (virtual, NIO, epoll)", "XTest.real (NIO, epoll)");
    }

    @Test
    void takesNoProofFromClassesWithoutTestsAndFromTheTestKit() throws IOException {
        assertThat(scan("afb4j-core", "/// W-01\nclass X {}")).singleElement().returns(false, Citation::isProof);
        assertThat(scan("afb4j-testkit", "class X { @Test void x() {} /* W-01 */ }"))
                .singleElement()
                .returns(false, Citation::isProof);
    }

    @Test
    void tellsWhatIsWrong() {
        Map<String, Rule> rules =
                Map.of("wsapi W-01", new Rule("wsapi", "W-01", "one"), "wsapi W-02", new Rule("wsapi", "W-02", "two"));
        RuleBook book = new RuleBook(rules, Map.of("wsapi W-01", "too late", "wsapi W-04", "no rule"));

        assertThat(new Conformance(
                                book,
                                List.of(
                                        new Citation("wsapi W-01", "X.java:1", "XTest.x"),
                                        new Citation("wsapi W-03", "X.java:2", "XTest.x")))
                        .problems())
                .containsExactlyInAnyOrder(
                        "X.java:2 cites wsapi W-03, which is no rule",
                        "wsapi W-02 has neither a test that cites it nor a reason in untested.txt",
                        "wsapi W-01 has a test (XTest.x), and still a reason in untested.txt",
                        "untested.txt gives a reason for wsapi W-04, which is no rule");
    }
}
