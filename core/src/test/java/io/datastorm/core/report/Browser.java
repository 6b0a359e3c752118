package io.datastorm.core.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    /** A browser with its files in a directory. */
    public Browser(Path directory) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .withEnvironment(Map.of("TMPDIR", directory.toString()))
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Opens a file, and has it drawn in this width and light. */
    void open(Path file, int width, boolean dark) {
        open(file.toUri().toString(), width, dark);
    }

    /** Opens an address likewise. */
    public void open(String address, int width, boolean dark) {
        Map<String, Object> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.manage().window().setSize(new Dimension(width, 900));
        driver.get(address);
    }

    /** What an expression of the page's language gives. */
    public Object evaluate(String expression) {
        return driver.executeScript("return " + expression);
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        driver.executeAsyncScript("""
                const done = arguments[0];
                const look = () => (%s) ? done() : setTimeout(look, 50);
                look();""".formatted(expression));
    }

    /** Of each chart of the page, whether there is something on it. */
    public List<?> drawnFigures() {
        return (List<?>) evaluate("""
                [...document.querySelectorAll('figure')].map(figure => {
                  const canvas = figure.querySelector('canvas');
                  if (!canvas) {
                    const dots = [...figure.querySelectorAll('svg circle')];
                    return dots.some(dot => dot.getBoundingClientRect().width > 0);
                  }
                  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  return pixels.filter((value, i) => i % 4 === 3 && value > 0).length > 1000;
                })""");
    }

    /** What the page complained of since it was asked last. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was asked of the network since it was asked last. */
    public List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Network.requestWillBeSent\""))
                .filter(message -> !message.contains("\"url\":\"file:") && !message.contains("\"url\":\"data:"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
