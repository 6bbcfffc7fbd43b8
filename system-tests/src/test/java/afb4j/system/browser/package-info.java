/// The console, the dashboard and a page of others in a real browser: Chromium, by its own driver. `./verify`
/// installs both on Debian.
package afb4j.system.browser;
