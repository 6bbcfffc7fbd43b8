package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.browser.Browser.Device;
import afb4j.system.browser.Browser.Theme;
import afb4j.system.process.Command;
import afb4j.system.process.RunningBinder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The console while binders go and come: its own, and one that its own has a link to (issue 5, item 8).
final class ConsoleLinksIT {

    private static ConsolePage console;
    private static Browser browser;

    private final String owner = "unix:" + Command.folder().resolve("owner") + "?as-api=hello";

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
    void survivesARestartOfTheBinderAndSaysSo() {
        console.look("events");
        console.subscribeToAll();
        assertThat(browser.complaints()).isEmpty();

        console.killBinder();
        Browser.eventually(
                () -> assertThat(browser.text("#link-state")).contains("no connection", "next try in", "Try now"));
        assertThat(faultsOnBothDevices()).isEmpty();
        console.startBinderAgain();
        browser.awaitText("#link-state", "connected to demo");

        browser.awaitText(".subscriptions", "vehicle/speed");
        String seen = eventsSeen();
        Browser.eventually(() -> assertThat(eventsSeen()).isNotEqualTo(seen));
        assertThat(browser.complaints()).allMatch(text -> text.contains("WebSocket connection to"));
    }

    private static String eventsSeen() {
        return browser.text("[aria-label='Sources of events'] tbody tr");
    }

    private static List<String> faultsOnBothDevices() {
        List<String> faults = new ArrayList<>();
        browser.use(Device.PHONE, Theme.DARK);
        faults.addAll(browser.faults("console-lost"));
        browser.use(Device.DESK, Theme.LIGHT);
        faults.addAll(browser.faults("console-lost"));
        return faults;
    }

    @Test
    void comesBackByItselfWithoutLosingWhatWasTyped() {
        console.look("apis/vehicle/cruise");
        browser.type(browser.field("kmh"), "77");

        console.killBinder();
        browser.awaitText("#link-state", "no connection");
        browser.press("Call");
        browser.awaitText(".reply", "there is no connection to the binder");
        console.startBinderAgain();
        browser.awaitText("#link-state", "connected to demo");

        console.callExpecting("success");
        browser.awaitText(".reply .json", "\"kmh\": 77");
        assertThat(browser.complaints()).allMatch(text -> text.contains("WebSocket connection to"));
    }

    @Test
    void showsTheStateOfLinksToOtherBinders() {
        try (RunningBinder binder = RunningBinder.start("-p", "0", "--eager", "--ws-client", "public:" + owner)) {
            try (RunningBinder _ = RunningBinder.start("-b", "hello", "--ws-server", owner)) {
                browser.go("http://localhost:" + binder.httpPort() + "/console/#/connections");
                browser.awaitText("[aria-label='Links to other binders'] tbody", "ready");
                assertThat(browser.text("[aria-label='Links to other binders'] tbody"))
                        .contains("hello", "unix:/");
                browser.screenshot("console-link");
            }
            browser.awaitText("[aria-label='Links to other binders'] tbody", "waiting");
            browser.run("location.hash = '#/overview'");
            browser.awaitText(".tiles", "0 of 1 links");
        }
        browser.complaints(); // whose binder has gone
    }
}
