package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.browser.Browser.Device;
import afb4j.system.browser.Browser.Theme;
import afb4j.system.process.NodePackages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The console, of the binder of `afb4j demo`.
final class ConsoleIT {

    private static RunningDemo demo;
    private static Browser browser;

    @BeforeAll
    static void start() {
        NodePackages.install();
        demo = RunningDemo.start(0);
        browser = Browser.open();
    }

    @AfterAll
    static void end() {
        browser.close();
        demo.close();
    }

    @BeforeEach
    void begin() {
        browser.use(Device.DESK, Theme.LIGHT);
    }

    private static void look(String view) {
        browser.go("about:blank"); // so that the page is loaded anew
        browser.go(demo.console(view));
        browser.awaitText("#link-state", "connected to demo");
    }

    private static void subscribeToAll() {
        Browser.eventually(
                () -> assertThat(browser.text("#subscribe-api option")).isEqualTo("vehicle"));
        browser.press("Subscribe");
        browser.awaitText(".subscriptions", "vehicle/speed");
    }

    @Test
    void listsApisWithTheirVerbs() {
        look("apis");

        browser.awaitText(".verb-list", "vehicle");
        assertThat(browser.text(".verb-list")).contains("cruise", "switches the cruise control", "unlock");
        browser.type(browser.shown("[data-filter]"), "cruise");
        Browser.eventually(
                () -> assertThat(browser.text(".verb-list")).contains("cruise").doesNotContain("unlock"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void callsAVerbByItsFormAndShowsReplyAndTime() {
        look("apis/vehicle/cruise");

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
        look("apis/vehicle/cruise");

        browser.type(browser.field("kmh"), "fast");
        browser.press("Call");

        browser.awaitText(".field-error:not([hidden])", "expected a whole number, got “fast”");
        assertThat(browser.field("kmh").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.text(".replies")).contains("Not called yet");
    }

    @Test
    void showsWhatTheBinderSaysOfABadArgument() {
        look("apis/vehicle/cruise");

        browser.press("JSON");
        Browser.eventually(() ->
                browser.run("document.querySelector('.editor-place').shadowRoot.querySelector('.cm-content').focus()"));
        browser.chord(Keys.CONTROL, "a");
        browser.keys(Keys.DELETE, "{\"enabled\":1}");
        browser.chord(Keys.CONTROL, Keys.ENTER);

        browser.awaitText(".reply .problem", "invalid-request");
        assertThat(browser.text(".problem-info")).contains("/enabled");
        browser.awaitText(".field-error:not([hidden])", "/enabled");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsAnErrorThatAVerbReplies() {
        look("apis/vehicle/unlock");

        browser.press("Call");

        browser.awaitText(".reply .problem", "insufficient-scope");
        browser.screenshot("console-error");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void offersEachCallAsLineForAShell() {
        look("apis/vehicle/cruise");
        browser.field("enabled").click();
        browser.type(browser.field("kmh"), "55");

        assertThat(copied("Copy as curl"))
                .isEqualTo("curl -sS http://localhost:" + demo.port() + "/api/vehicle/cruise -H"
                        + " 'Content-Type: application/json' -d '{\"enabled\":true,\"kmh\":55}'");
        assertThat(copied("Copy as afb4j client"))
                .isEqualTo("afb4j client ws://localhost:" + demo.port() + "/api vehicle cruise"
                        + " '{\"enabled\":true,\"kmh\":55}'");
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
        look("events");

        subscribeToAll();

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
        look("connections");
        browser.awaitText("main", "Sessions");
        browser.awaitText("[aria-label='Connections']", "127.0.0.1");

        look("overview");
        Browser.eventually(
                () -> assertThat(browser.all(".charts canvas").size()).isGreaterThanOrEqualTo(5));
        Browser.eventually(() -> assertThat(browser.text(".tiles")).containsPattern("connections\\n[1-9]"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsALogOfCallsWithFilters() {
        look("apis/vehicle/doors");
        browser.press("Call");
        browser.awaitText(".reply .badge", "success");
        browser.run("location.hash = '#/apis/vehicle/unlock'");
        browser.awaitText("h1", "unlock");
        browser.press("Call");
        browser.awaitText(".reply .badge", "insufficient-scope");

        browser.run("location.hash = '#/calls'");
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
    void survivesARestartOfTheBinderAndSaysSo() {
        look("events");
        subscribeToAll();
        int port = demo.port();

        demo.close();
        browser.awaitText("#link-state", "no connection");
        demo = RunningDemo.start(port);
        browser.awaitText("#link-state", "connected to demo");

        browser.awaitText(".subscriptions", "vehicle/speed");
        Object seen = eventsSeen();
        Browser.eventually(() -> assertThat(eventsSeen()).isNotEqualTo(seen));
        browser.complaints(); // that there was no connection
    }

    private static String eventsSeen() {
        return browser.text("[aria-label='Sources of events'] tbody tr");
    }

    @Test
    void isUsedByKeyboard() {
        look("overview");

        browser.keys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.chord(Keys.ALT, "2");
        Browser.eventually(() -> assertThat(browser.address()).endsWith("#/apis"));
        browser.awaitText(".verb-list", "halt");
        browser.chord(Keys.CONTROL, "k");
        browser.keys("halt");
        browser.keys(Keys.TAB, Keys.TAB, Keys.ENTER);
        Browser.eventually(() -> assertThat(browser.address()).endsWith("#/apis/vehicle/halt"));
        WebElement button = browser.control("Call");
        for (int i = 0; i < 60 && !browser.focused().equals(button); i++) {
            browser.keys(Keys.TAB);
        }
        browser.keys(Keys.ENTER);
        browser.awaitText(".reply .badge", "success");
    }

    @Test
    void takesAnotherIdentity() {
        look("apis/vehicle/unlock");
        browser.press("Identity");
        browser.type(browser.field("session"), "demo-key");
        browser.press("Connect with these");
        browser.awaitText("#link-state", "connected to demo");
        browser.press("Call");
        Browser.eventually(
                () -> assertThat(browser.text(".reply .badge")).isNotEmpty().isNotEqualTo("insufficient-scope"));

        browser.press("Identity");
        browser.type(browser.field("session"), "");
        browser.press("Connect with these");
        browser.awaitText("#link-state", "connected to demo");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isForEveryDeviceAndEverybody() {
        List<String> faults = new ArrayList<>();
        List<String> tooWide = new ArrayList<>();
        look("events");
        subscribeToAll();
        Browser.eventually(
                () -> assertThat(browser.all("[aria-label='Events'] tbody tr")).hasSizeGreaterThanOrEqualTo(100));
        for (Device device : Device.values()) {
            for (Theme theme : Theme.values()) {
                browser.use(device, theme);
                for (String view :
                        List.of("events", "apis", "apis/vehicle/cruise", "connections", "calls", "overview")) {
                    browser.run("location.hash = arguments[0]", "#/" + view);
                    browser.awaitText("main", view.startsWith("apis") ? "cruise" : "");
                    if (view.endsWith("cruise")) {
                        browser.press("Call");
                        browser.awaitText(".reply .badge", "success");
                    }
                    check(view, faults, tooWide);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tooWide).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static void check(String view, List<String> faults, List<String> tooWide) {
        browser.screenshot("console-" + view.replace('/', '-'));
        faults.addAll(browser.accessibilityFaults());
        if (browser.isTooWide()) {
            tooWide.add(view);
        }
    }
}
