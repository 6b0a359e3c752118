package io.datastorm.core.report;

import io.datastorm.core.report.page.HtmlPage;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The report to look at: {@code report.html}, one file that needs nothing else. */
public final class HtmlReporter implements Reporter {
    private final HtmlPage page = new HtmlPage();

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write(page.write(RunPage.of(result)).getBytes(StandardCharsets.UTF_8));
    }
}
