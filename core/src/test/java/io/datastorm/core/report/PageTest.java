package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of a run as text; how they look in a browser is {@link ReportBrowserIT}. */
final class PageTest {
    private static String write(Reporter reporter, RunResult result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reporter.write(result, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void markupInNamesStaysText() throws IOException {
        String html = write(new HtmlReporter(), Samples.eventful("</script><b>x</b>"));
        assertThat(html).doesNotContain("<b>x").contains("&lt;b&gt;x").contains("\\u003cb>x");
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        String html = write(new HtmlReporter(), Samples.eventful("run"));
        assertThat(html).doesNotContainPattern("(src|href)=\"(?!data:)").doesNotContain("@import", "url(");
    }

    @Test
    void alarmsComeFirst() throws IOException {
        String html = write(new HtmlReporter(), Samples.eventful("run"));
        assertThat(html.indexOf("BROKEN: 1 lost")).isPositive().isLessThan(html.indexOf("class=\"headline\""));
    }

    @Test
    void everySecondOfEachChartIsThere() throws IOException {
        String html = write(new HtmlReporter(), Samples.eventful("run"));
        assertThat(html.split("class=\"chart\"", -1)).hasSize(8);
        assertThat(html)
                .contains("\"seconds\":[1,2,3")
                .contains("{\"from\":5,\"until\":6.2,\"name\":\"kill 2 @ 5s run\"}");
    }

    @Test
    void theReportOfADayIsSmall() throws IOException {
        RunResult day = Samples.seconds(86_400);
        assertThat(write(new HtmlReporter(), day).length()).isLessThan(1_000_000);
    }

    @Test
    void markdownHasTheSummaryAndNoMarkupOfNames() throws IOException {
        String text = write(new MarkdownReporter(), Samples.eventful("a|b*"));
        assertThat(text).startsWith("# a\\|b\\* · 2026-11-23 02:07:10 UTC\n");
        List<String> lines = text.lines().toList();
        assertThat(lines)
                .contains("| fault | at | no acknowledgement for | throughput |")
                .contains("| restart 2 @ 6s | 6.0 s | – |  |");
        assertThat(lines.stream().filter(line -> line.startsWith("| ---")).count())
                .isEqualTo(5);
    }
}
