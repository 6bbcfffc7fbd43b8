package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afb4j.system.process.NodePackages;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// One tab of a browser without a window. What is asked for is waited for.
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20); // machines may be busy
    /// Selenium misses the messages of a debugger, which nobody asks for here. Loggers that nobody holds are forgotten.
    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private static final List<String> GRAVE = List.of("serious", "critical");

    /// What the page is looked at with.
    enum Device {
        PHONE(390, 844, true),
        DESK(1280, 900, false);

        private final int width;
        private final int height;
        private final boolean isMobile;

        Device(int width, int height, boolean isMobile) {
            this.width = width;
            this.height = height;
            this.isMobile = isMobile;
        }
    }

    /// What the system prefers.
    enum Theme {
        LIGHT,
        DARK
    }

    private final ChromeDriver driver;
    private Device device = Device.DESK;
    private Theme theme = Theme.LIGHT;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        QUIET.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // which root has not
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--lang=en-US");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.use(Device.DESK, Theme.LIGHT);
        return browser;
    }

    /// Where a program is, so that nobody looks for another one elsewhere.
    private static File program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the path: ./verify installs it"));
    }

    /// Looks with another device from now on.
    void use(Device with, Theme preferred) {
        device = with;
        theme = preferred;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", with.width, "height", with.height, "deviceScaleFactor", 1, "mobile", with.isMobile));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name",
                                "prefers-color-scheme",
                                "value",
                                preferred.name().toLowerCase(Locale.ROOT)))));
    }

    void go(String address) {
        driver.get(address);
    }

    void reload() {
        driver.navigate().refresh();
    }

    /// Waits until what `check` asserts about the page holds.
    static void eventually(ThrowingRunnable check) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(RuntimeException.class) // elements that are not there yet, or no more
                .untilAsserted(check);
    }

    /// All of these elements that are there now.
    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /// The first element that is shown.
    WebElement shown(String css) {
        return shown(By.cssSelector(css));
    }

    /// The button, the link, or the summary with that text or name.
    WebElement control(String name) {
        String quoted = "\"" + name + "\"";
        return shown(By.xpath("//*[self::button or self::a or self::summary or self::label]" + "[normalize-space()="
                + quoted + " or @aria-label=" + quoted + "]"));
    }

    /// The field with that label, which names it.
    WebElement field(String label) {
        return shown(By.xpath("//*[@id=//label[normalize-space()=\"" + label + "\"]/@for]"));
    }

    private WebElement shown(By by) {
        WebElement[] found = new WebElement[1];
        eventually(() -> {
            found[0] = driver.findElements(by).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing is shown of " + by + " at " + address()));
        });
        return found[0];
    }

    /// Presses a control, as [#control] finds it.
    void press(String name) {
        eventually(() -> {
            WebElement control = control(name);
            run("arguments[0].scrollIntoView({block: 'center'})", control);
            control.click();
        });
    }

    /// Puts a text in place of what is in a field, by keys.
    void type(WebElement field, String text) {
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
    }

    /// The text that an element shows now, empty if there is no such element.
    String text(String css) {
        List<WebElement> found = all(css);
        return found.isEmpty() ? "" : found.getFirst().getText();
    }

    /// Waits until an element shows that text.
    void awaitText(String css, String text) {
        eventually(() -> assertThat(text(css)).contains(text));
    }

    /// What has the focus.
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /// Presses keys, wherever the focus is.
    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /// Presses a key while another one is held.
    void chord(Keys held, CharSequence key) {
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /// What the browser has complained of since this was asked last.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /// What is wrong with how the page looks now, of which it keeps a picture: serious and critical faults that
    /// axe-core finds, and if it would have to be moved sideways.
    List<String> faults(String name) {
        screenshot(name);
        List<String> faults = new ArrayList<>(accessibilityFaults());
        if (Boolean.TRUE.equals(run("return document.documentElement.scrollWidth > innerWidth"))) {
            faults.add(name + " is wider than " + device);
        }
        return faults;
    }

    @SuppressWarnings("unchecked")
    private List<String> accessibilityFaults() {
        if (Boolean.TRUE.equals(run("return window.axe === undefined"))) {
            run(read(NodePackages.FOLDER.resolve("node_modules/axe-core/axe.min.js")));
        }
        Map<String, Object> found = (Map<String, Object>) driver.executeAsyncScript("const done = arguments[0];"
                + " axe.run({resultTypes: ['violations']}).then(done, failure => done({violations: [{impact:"
                + " 'critical', id: String(failure), help: 'axe failed', nodes: []}]}));");
        List<String> faults = new ArrayList<>();
        for (Map<String, Object> violation : (List<Map<String, Object>>) found.get("violations")) {
            if (GRAVE.contains(String.valueOf(violation.get("impact")))) {
                ((List<Map<String, Object>>) violation.get("nodes"))
                        .forEach(node -> faults.add(device + " " + theme + " " + violation.get("id") + ": "
                                + violation.get("help") + ": " + node.get("target") + " " + node.get("html") + " "
                                + node.get("failureSummary")));
            }
        }
        return faults;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Keeps a picture of what is shown, as `NAME-phone-dark.png`.
    void screenshot(String name) {
        new Actions(driver).moveToLocation(0, 0).perform(); // nothing is under the pointer
        String file = (name + "-" + device + "-" + theme).toLowerCase(Locale.ROOT) + ".png";
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(file), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
