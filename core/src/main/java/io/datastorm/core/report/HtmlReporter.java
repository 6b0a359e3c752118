package io.datastorm.core.report;

import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.run.RunPage;
import io.datastorm.core.result.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report to look at: {@code report.html}, one file that needs nothing else. */
public final class HtmlReporter implements Reporter {
    private final HtmlPage page = new HtmlPage();

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        List<Page.Attachment> data = List.of(
                attachment("result.json", new JsonReporter(), result),
                attachment("intervals.csv", new CsvReporter(), result));
        out.write(page.write(RunPage.of(result, data)).getBytes(StandardCharsets.UTF_8));
    }

    private static Page.Attachment attachment(String name, Reporter reporter, RunResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        reporter.write(result, bytes);
        return new Page.Attachment(name, bytes.toString(StandardCharsets.UTF_8));
    }
}
