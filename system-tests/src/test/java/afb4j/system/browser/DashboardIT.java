package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import afb4j.system.browser.Browser.Device;
import afb4j.system.browser.Browser.Theme;
import afb4j.system.process.NodePackages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The dashboard of `afb4j demo` (issue 5, item 11). Leaves pictures of it in `target/screenshots`.
final class DashboardIT {

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
    void look() {
        browser.use(Device.DESK, Theme.LIGHT);
        browser.go(demo.dashboard());
        browser.awaitText("#state-text", "connected");
        browser.press("Go");
    }

    @Test
    void showsValuesThatMove() {
        String driven = browser.text("#driven");

        Browser.eventually(() -> assertThat(browser.text("#driven"))
                .isNotEqualTo("–")
                .isNotEqualTo(driven)
                .matches("\\d+\\.\\d\\d"));
        Browser.eventually(
                () -> assertThat(browser.text("#speed-gauge .gauge-number")).matches("[1-9]\\d*"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void takesOrders() {
        browser.press("Sporty");
        Browser.eventually(() -> assertThat(browser.control("Sporty").getDomAttribute("aria-pressed"))
                .isEqualTo("true"));
        browser.press("Cruise at");
        Browser.eventually(
                () -> assertThat(browser.shown("#cruise-badge").getText()).isEqualToIgnoringCase("cruise"));
        browser.press("Cruise at");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void unlocksDoorsForWhoHasTheKeyOnly() {
        browser.press("Lock all");
        browser.awaitText("#door-FRONT_LEFT", "locked");

        browser.press("Unlock all");
        browser.awaitText("#message", "You may not unlock doors: tick “I have the key”.");
        assertThat(browser.text("#door-FRONT_LEFT")).contains("locked");

        browser.press("I have the key");
        browser.awaitText("#state-text", "connected");
        browser.press("Stop");
        Browser.eventually(
                () -> { // a car that drives keeps its doors locked
                    browser.press("Unlock all");
                    assertThat(browser.text("#door-FRONT_LEFT")).contains("closed");
                });
        browser.press("Open front left");
        browser.awaitText("#door-FRONT_LEFT", "open");

        browser.press("Go");
        browser.awaitText("#message", "a door is open: close it first");
        browser.press("Close front left");
        browser.awaitText("#door-FRONT_LEFT", "closed");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysThatTheBinderIsGoneAndGoesOnWhenItIsBack() {
        browser.awaitText("#door-TRUNK", "ed");
        assertThat(browser.complaints()).isEmpty();

        demo.close();
        browser.awaitText("#state-text", "no connection, trying again");
        demo = RunningDemo.start(demo.port());

        browser.awaitText("#state-text", "connected");
        String driven = browser.text("#driven");
        Browser.eventually(() -> assertThat(browser.text("#driven")).isNotEqualTo(driven));
        assertThat(browser.complaints()).allMatch(text -> text.contains("WebSocket connection to"));
    }

    @Test
    void isLightOrDarkAsTheSystemUnlessChosen() {
        browser.use(Device.DESK, Theme.DARK);
        Browser.eventually(() -> assertThat(theme()).isEqualTo("dark"));
        browser.press("Light or dark");
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
        Browser.eventually(() -> assertThat(browser.run("return document.querySelector('.history-line').points.length"))
                .asInstanceOf(LONG)
                .isGreaterThan(80));
        for (Device device : Device.values()) {
            for (Theme theme : Theme.values()) {
                browser.use(device, theme);
                faults.addAll(browser.faults("dashboard"));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }
}
