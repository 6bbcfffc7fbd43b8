package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.browser.Browser.Device;
import afb4j.system.browser.Browser.Theme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The console for everybody: by keyboard, on a phone and on a desk, light and dark, without barriers (issue 5, item
/// 8).
/// Leaves pictures of all that in `target/screenshots`.
final class ConsoleLooksIT {

    private static final int MOST_TABS = 60;

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
    void isUsedByKeyboard() {
        console.look("overview");

        browser.keys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.chord(Keys.ALT, "2");
        Browser.eventually(() -> assertThat(browser.address()).endsWith("#/apis"));
        browser.awaitText(".verb-list", "halt");
        browser.chord(Keys.CONTROL, "k");
        browser.keys("halt");
        browser.keys(Keys.TAB, Keys.TAB, Keys.ENTER);
        Browser.eventually(() -> assertThat(browser.address()).endsWith("#/apis/vehicle/halt"));
        tabTo(browser.control("Call"));
        browser.keys(Keys.ENTER);
        browser.awaitText(".reply .badge", "success");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void opensAndLeavesDialogsByKeyboard() {
        console.look("overview");
        WebElement button = browser.control("Identity");

        tabTo(button);
        browser.keys(Keys.ENTER);

        browser.awaitText("dialog", "Connect with these");
        assertThat(browser.focused()).isEqualTo(browser.field("session"));
        browser.keys(Keys.ESCAPE);
        Browser.eventually(() -> assertThat(browser.all("dialog")).isEmpty());
        assertThat(browser.focused()).isEqualTo(button);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void tabTo(WebElement wanted) {
        for (int i = 0; i < MOST_TABS && !browser.focused().equals(wanted); i++) {
            browser.keys(Keys.TAB);
        }
        assertThat(browser.focused()).isEqualTo(wanted);
    }

    @Test
    void isLightOrDarkAsTheSystemUnlessChosen() {
        console.look("overview");
        assertThat(theme()).isEqualTo("light");

        browser.use(Device.DESK, Theme.DARK);
        Browser.eventually(() -> assertThat(theme()).isEqualTo("dark"));
        browser.press("Light or dark");
        assertThat(theme()).isEqualTo("light");
        browser.reload();
        browser.awaitText("#link-state", "connected to demo");
        assertThat(theme()).isEqualTo("light");

        browser.press("Light or dark"); // as the system again
        browser.use(Device.DESK, Theme.LIGHT);
        Browser.eventually(() -> assertThat(theme()).isEqualTo("light"));
        assertThat(browser.complaints()).isEmpty();
    }

    private static String theme() {
        return String.valueOf(browser.run("return document.documentElement.dataset.theme"));
    }

    @Test
    void hasNoBarriersAndFitsOnEveryDevice() {
        List<String> faults = new ArrayList<>();
        console.look("events");
        console.subscribeToAll();
        browser.run("setInterval(() => ['speed', 'engine', 'position', 'doors', 'route'].forEach("
                + "verb => fetch('/api/vehicle/' + verb)), 200)"); // so that there is something to see
        Browser.eventually(
                () -> assertThat(browser.all("[aria-label='Events'] tbody tr")).hasSizeGreaterThanOrEqualTo(100));
        for (Device device : Device.values()) {
            for (Theme theme : Theme.values()) {
                browser.use(device, theme);
                lookAtVerbs(faults);
                lookAtFigures(faults);
                lookAtDialogs(faults);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static void lookAtVerbs(List<String> faults) {
        console.turnTo("apis");
        browser.awaitText(".verb-list", "cruise");
        faults.addAll(browser.faults("console-apis"));

        console.turnTo("apis/vehicle/unlock");
        browser.awaitText("h1", "unlock");
        console.callExpecting("insufficient-scope");
        faults.addAll(browser.faults("console-refused"));

        console.turnTo("apis/vehicle/cruise");
        browser.awaitText("h1", "cruise");
        browser.press("JSON");
        Browser.eventually(() -> assertThat(browser.all(".editor-place")).isNotEmpty());
        faults.addAll(browser.faults("console-json"));
        browser.press("Form");
        browser.type(browser.field("kmh"), "fast");
        browser.press("Call");
        browser.awaitText(".field-error:not([hidden])", "expected a whole number");
        faults.addAll(browser.faults("console-wrong-field"));
        browser.type(browser.field("kmh"), "55");
        console.callExpecting("success");
        faults.addAll(browser.faults("console-verb"));
    }

    private static void lookAtFigures(List<String> faults) {
        console.turnTo("events");
        Browser.eventually(() -> assertThat(browser.all(".charts canvas")).hasSizeGreaterThanOrEqualTo(3));
        faults.addAll(browser.faults("console-events"));

        console.turnTo("connections");
        browser.awaitText("[aria-label='Sessions']", "…");
        browser.awaitText("[aria-label='Connections']", "127.0.0.1");
        faults.addAll(browser.faults("console-connections"));

        console.turnTo("calls");
        browser.shown("[aria-label='Calls'] tbody button").click();
        browser.awaitText(".chosen", "Copy as curl");
        faults.addAll(browser.faults("console-calls"));

        console.turnTo("overview");
        Browser.eventually(() -> assertThat(browser.all(".charts canvas")).hasSizeGreaterThanOrEqualTo(5));
        browser.awaitText("[aria-label='Calls by verb'] tbody", "vehicle/cruise");
        faults.addAll(browser.faults("console-overview"));
    }

    private static void lookAtDialogs(List<String> faults) {
        browser.press("Identity");
        browser.awaitText("dialog", "Connect with these");
        faults.addAll(browser.faults("console-identity"));
        browser.keys(Keys.ESCAPE);
        Browser.eventually(() -> assertThat(browser.all("dialog")).isEmpty());

        browser.press("Keys and licences");
        browser.awaitText("dialog", "MIT");
        faults.addAll(browser.faults("console-help"));
        browser.keys(Keys.ESCAPE);
        Browser.eventually(() -> assertThat(browser.all("dialog")).isEmpty());
    }
}
