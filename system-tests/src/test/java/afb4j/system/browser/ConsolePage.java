package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.browser.Browser.Device;
import afb4j.system.browser.Browser.Theme;
import afb4j.system.process.NodePackages;

/// The console of the binder of `afb4j demo`, in a browser.
final class ConsolePage implements AutoCloseable {

    private final Browser browser;
    private RunningDemo demo;

    private ConsolePage(RunningDemo demo) {
        this.demo = demo;
        this.browser = Browser.open();
    }

    static ConsolePage open() {
        NodePackages.install();
        return new ConsolePage(RunningDemo.start(0));
    }

    Browser browser() {
        return browser;
    }

    int port() {
        return demo.port();
    }

    /// Loads the page anew at a view, as `apis/vehicle/cruise`, on a desk in the light.
    void look(String view) {
        browser.use(Device.DESK, Theme.LIGHT);
        browser.go("about:blank");
        browser.go(demo.console(view));
        browser.awaitText("#link-state", "connected to demo");
    }

    /// Goes to a view of the page that is there.
    void turnTo(String view) {
        browser.run("location.hash = arguments[0]", "#/" + view);
    }

    /// Calls the verb that is shown, which answers so.
    void callExpecting(String status) {
        browser.press("Call");
        browser.awaitText(".reply .badge", status);
    }

    void subscribeToAll() {
        Browser.eventually(
                () -> assertThat(browser.text("#subscribe-api option")).isEqualTo("vehicle"));
        browser.press("Subscribe");
        browser.awaitText(".subscriptions", "vehicle/speed");
    }

    void killBinder() {
        demo.close();
    }

    /// At the port where it was.
    void startBinderAgain() {
        demo = RunningDemo.start(demo.port());
    }

    @Override
    public void close() {
        browser.close();
        demo.close();
    }
}
