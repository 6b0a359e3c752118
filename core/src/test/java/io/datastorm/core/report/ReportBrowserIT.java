package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    @BeforeAll
    static void start() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HtmlReporter().write(Samples.eventful(HOSTILE), out);
        page = Files.write(directory.resolve("report.html"), out.toByteArray());
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "1280,true", "390,false", "390,true"})
    void itIsDrawnWithoutNetworkErrorsOrForeignMarkup(int width, boolean dark) {
        browser.open(page, width, dark);
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.evaluate("window.hacked")).isNull();
        assertThat(browser.evaluate("document.title").toString()).startsWith(HOSTILE);
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
        assertThat(browser.evaluate("document.querySelectorAll('.downloads a').length"))
                .isEqualTo(2L);
        assertThat(browser.evaluate("""
                [...document.querySelectorAll('figure')].map(figure => {
                  const canvas = figure.querySelector('canvas');
                  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  return pixels.filter((value, i) => i % 4 === 3 && value > 0).length > 1000;
                }).join()""")).isEqualTo("true,true,true,true");
    }
}
