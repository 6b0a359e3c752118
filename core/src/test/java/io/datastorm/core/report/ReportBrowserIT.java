package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.page.Page.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of a run as a browser shows it. */
final class ReportBrowserIT {
    private static final String HOSTILE = "</script><img src=x onerror=\"window.hacked=1\">{{title}}";

    @TempDir
    private static Path directory;

    private static Browser browser;
    private static Path page;
    private static Path groups;

    @BeforeAll
    static void start() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HtmlReporter().write(Samples.eventful(HOSTILE), out);
        page = Files.write(directory.resolve("report.html"), out.toByteArray());
        groups = Files.writeString(directory.resolve("groups.html"), new HtmlPage().write(groups()));
        browser = new Browser(directory);
    }

    /** As an experiment has them: near each other, and far apart. */
    private static Page groups() {
        Chart near = new Chart.Dots("near", "ms", List.of(level(HOSTILE, 100), level("b c d e f g h i j", 110)));
        Chart far = new Chart.Dots("far", "ms", List.of(level("a=1", 1), level("a=2", 1e6)));
        Chart across = new Chart.Scatter(
                "across", "ms", "records/s", List.of(cloud(HOSTILE, 1), cloud("b", 40), cloud("none")));
        Page.Tile tile = new Page.Tile(HOSTILE, HOSTILE, HOSTILE, Page.Tone.BAD);
        Section section = Section.of("s").with(near).with(far).with(across);
        return new Page(HOSTILE, "headline", List.of(), List.of(tile), List.of(section), List.of());
    }

    private static Chart.Cloud cloud(String name, double... values) {
        List<Double> points = Arrays.stream(values).boxed().toList();
        return new Chart.Cloud(name, points, points);
    }

    private static Chart.Level level(String name, double value) {
        return new Chart.Level(name, List.of(value, 1.1 * value), 1.05 * value, value, 1.1 * value);
    }

    private static void assertDrawn(int figures) {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.evaluate("window.hacked")).isNull();
        assertThat(browser.evaluate("document.title").toString()).startsWith(HOSTILE);
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
        assertThat(browser.drawnFigures().equals(Collections.nCopies(figures, true)))
                .as("each is drawn")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "390,true"})
    void groupsAreDrawn(int width, boolean dark) {
        browser.open(groups, width, dark);
        assertDrawn(3);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "1280,true", "390,false", "390,true"})
    void itIsDrawnWithoutNetworkErrorsOrForeignMarkup(int width, boolean dark) {
        browser.open(page, width, dark);
        assertDrawn(7);
        assertThat(browser.evaluate("document.querySelectorAll('.downloads a').length"))
                .isEqualTo(2L);
    }

    @Test
    void rawDataIsHandedOut() {
        browser.open(page, 1280, false);
        browser.evaluate("document.querySelector('.downloads a').click()");
        browser.await("document.querySelector('.downloads a').href.startsWith('blob:')");
        browser.evaluate("void fetch(document.querySelector('.downloads a').href)"
                + ".then(answer => answer.json()).then(result => { window.read = result; })");
        browser.await("window.read");
        assertThat(browser.evaluate("window.read.formatVersion")).isEqualTo(1L);
    }

    @Test
    void legendsHaveTheLastSecond() {
        browser.open(page, 1280, false);
        browser.await("document.querySelector('.u-legend .u-value').textContent === '30'");
    }
}
