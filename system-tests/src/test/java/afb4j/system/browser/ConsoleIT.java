package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// What is done in the console of a binder, that of `afb4j demo` (issue 5, item 8).
final class ConsoleIT {

    private static ConsolePage console;
    private static Browser browser;

    @BeforeAll
    static void start() {
        console = ConsolePage.open();
        browser = console.browser();
    }

    @AfterAll
    static void end() {
        console.close();
    }

    @Test
    void listsApisWithTheirVerbs() {
        console.look("apis");

        browser.awaitText(".verb-list", "vehicle");
        assertThat(browser.text(".verb-list")).contains("cruise", "switches the cruise control", "unlock");
        browser.type(browser.shown("[data-filter]"), "cruise");
        Browser.eventually(
                () -> assertThat(browser.text(".verb-list")).contains("cruise").doesNotContain("unlock"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsTheListOfVerbsWhereItWasWhenOneIsChosen() {
        console.look("apis/monitor/set"); // by its address
        Browser.eventually(() -> assertThat(isChosenVerbInSight()).isEqualTo(true));
        Object scrolled = browser.run("return document.querySelector('.verb-list').scrollTop");

        browser.shown(".verb-list a[href='#/apis/monitor/get']").click();

        browser.awaitText("h1", "get");
        Browser.eventually(() -> assertThat(browser.run("return document.querySelector('.verb-list').scrollTop"))
                .isEqualTo(scrolled)
                .isNotEqualTo(0L));
        assertThat(isChosenVerbInSight()).isEqualTo(true);
        assertThat(browser.complaints()).isEmpty();
    }

    private static Object isChosenVerbInSight() {
        return browser.run(
                "const chosen = document.querySelector('.verb-list [aria-current]')?.getBoundingClientRect();"
                        + " return chosen !== undefined && chosen.top > 0 && chosen.bottom < innerHeight;");
    }

    @Test
    void callsAVerbByItsFormAndShowsReplyAndTime() {
        console.look("apis/vehicle/cruise");

        browser.field("enabled").click();
        browser.type(browser.field("kmh"), "55");
        browser.press("Call");

        browser.awaitText(".reply .badge", "success");
        assertThat(browser.text(".reply .json")).contains("\"enabled\": true", "\"kmh\": 55");
        assertThat(browser.text(".reply-time")).matches("[0-9.]+ (ms|µs)");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysAtTheFieldWhatIsWrongWithAnArgument() {
        console.look("apis/vehicle/cruise");

        browser.type(browser.field("kmh"), "fast");
        browser.press("Call");

        browser.awaitText(".field-error:not([hidden])", "expected a whole number, got “fast”");
        assertThat(browser.field("kmh").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.text(".replies")).contains("Not called yet");
    }

    @Test
    void showsWhatTheBinderSaysOfABadArgument() {
        console.look("apis/vehicle/cruise");

        writeAsJson("{\"enabled\":1}");
        browser.chord(Keys.CONTROL, Keys.ENTER);

        browser.awaitText(".reply .badge", "invalid-request");
        browser.awaitText(".reply .problem", "The arguments are not what the verb takes.");
        assertThat(browser.text(".problem-info")).contains("/enabled");
        browser.awaitText(".field-error:not([hidden])", "/enabled");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsAnErrorThatAVerbReplies() {
        console.look("apis/vehicle/unlock");

        console.callExpecting("insufficient-scope");

        assertThat(browser.text(".reply .problem")).contains("You lack a permission");
        assertThat(browser.text(".facts")).contains("urn:afb4j:permission:vehicle:public:key");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void offersEachCallAsLineForAShell() {
        console.look("apis/vehicle/cruise");
        browser.field("enabled").click();
        browser.type(browser.field("kmh"), "55");

        String curl = copied("Copy as curl");
        String client = copied("Copy as afb4j client");

        assertThat(curl)
                .isEqualTo("curl -sS http://localhost:" + console.port() + "/api/vehicle/cruise -H"
                        + " 'Content-Type: application/json' -d '{\"enabled\":true,\"kmh\":55}'");
        assertThat(client)
                .isEqualTo("afb4j client ws://localhost:" + console.port() + "/api vehicle cruise"
                        + " '{\"enabled\":true,\"kmh\":55}'");
        assertThat(Command.runLine(curl).stdout()).contains("\"success\"", "{\"enabled\":true,\"kmh\":55}");
        assertThat(Command.runLine(client).stdout()).contains("success", "{\"enabled\":true,\"kmh\":55}");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void quotesLinesForAShellWhateverIsInThem() {
        console.look("apis/vehicle/drive");
        writeAsJson("{\"style\":\"it's $HOME `id`\"}");

        String curl = Command.runLine(copied("Copy as curl")).stdout();
        String client = Command.runLine(copied("Copy as afb4j client")).stdout();

        assertThat(curl).contains("/style: expected one of CALM, NORMAL, SPORTY", "it's $HOME `id`");
        assertThat(client).contains("/style: expected one of CALM, NORMAL, SPORTY", "it's $HOME `id`");
    }

    /// Writes the argument in the editor, in place of what is there.
    private static void writeAsJson(String argument) {
        browser.press("JSON");
        Browser.eventually(() ->
                browser.run("document.querySelector('.editor-place').shadowRoot.querySelector('.cm-content').focus()"));
        browser.chord(Keys.CONTROL, "a");
        browser.keys(Keys.DELETE, argument);
    }

    /// What a button puts into the clipboard, which browsers without a window share with nobody.
    private static String copied(String button) {
        browser.run("navigator.clipboard.writeText = async text => { window.copied = text; }");
        browser.press(button);
        Browser.eventually(() -> assertThat(browser.run("return window.copied")).isNotNull());
        String line = String.valueOf(browser.run("return window.copied"));
        browser.run("delete window.copied");
        return line;
    }

    @Test
    void watchesEventsAsTableAndAsCharts() {
        console.look("events");

        console.subscribeToAll();

        Browser.eventually(() -> assertThat(browser.all(".charts canvas")).isNotEmpty());
        browser.awaitText("[aria-label='Sources of events']", "vehicle/speed");
        Browser.eventually(
                () -> assertThat(browser.all("[aria-label='Events'] tbody tr")).hasSizeGreaterThan(20));
        browser.type(browser.shown("[data-filter]"), "doors");
        Browser.eventually(() -> assertThat(browser.text("[aria-label='Events'] tbody"))
                .contains("vehicle/doors")
                .doesNotContain("vehicle/speed"));
        browser.press("Unsubscribe");
        Browser.eventually(() -> assertThat(browser.all(".subscriptions li")).isEmpty());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsConnectionsSessionsAndFigures() {
        console.look("connections");
        browser.awaitText("main", "Sessions");
        browser.awaitText("[aria-label='Connections']", "127.0.0.1");

        console.look("overview");
        Browser.eventually(
                () -> assertThat(browser.all(".charts canvas").size()).isGreaterThanOrEqualTo(5));
        Browser.eventually(() -> assertThat(browser.text(".tiles")).containsPattern("connections\\n[1-9]"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsALogOfCallsWithFilters() {
        console.look("apis/vehicle/doors");
        browser.press("Call");
        browser.awaitText(".reply .badge", "success");
        console.turnTo("apis/vehicle/unlock");
        browser.awaitText("h1", "unlock");
        browser.press("Call");
        browser.awaitText(".reply .badge", "insufficient-scope");

        console.turnTo("calls");
        browser.awaitText("[aria-label='Calls'] tbody", "vehicle/doors");
        browser.press("Failed");
        Browser.eventually(() -> assertThat(browser.text("[aria-label='Calls'] tbody"))
                .contains("vehicle/unlock")
                .doesNotContain("vehicle/doors"));
        browser.press("All");
        browser.type(browser.shown("[data-filter]"), "doors");
        Browser.eventually(() -> assertThat(browser.text("[aria-label='Calls'] tbody"))
                .contains("vehicle/doors")
                .doesNotContain("vehicle/unlock"));
        browser.shown("[aria-label='Calls'] tbody button").click();
        browser.awaitText(".chosen", "Copy as curl");

        browser.press("Everybody");
        browser.type(browser.shown("[data-filter]"), "");
        demoIsCalledByAnother();
        browser.awaitText("[aria-label='Calls'] tbody", "vehicle/position");
        assertThat(browser.complaints()).isEmpty();
    }

    /// By a page of its own, as any other client.
    private static void demoIsCalledByAnother() {
        Browser.eventually(() -> {
            browser.run("fetch('/api/vehicle/position')");
            assertThat(browser.text("[aria-label='Calls'] tbody")).contains("vehicle/position");
        });
    }

    @Test
    void takesAnotherIdentity() {
        console.look("apis/vehicle/unlock");
        browser.press("Identity");
        browser.type(browser.field("session"), "demo-key");
        browser.press("Connect with these");
        browser.awaitText("#link-state", "connected to demo");
        browser.run("fetch('/api/vehicle/halt')"); // doors of a car that drives stay locked
        Browser.eventually(() -> {
            browser.press("Call");
            assertThat(browser.text(".reply .badge")).isEqualTo("success");
        });

        browser.press("Identity");
        browser.type(browser.field("session"), "");
        browser.press("Connect with these");
        browser.awaitText("#link-state", "connected to demo");
        assertThat(browser.complaints()).isEmpty();
    }
}
