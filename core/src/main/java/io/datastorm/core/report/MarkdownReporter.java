package io.datastorm.core.report;

import io.datastorm.core.report.page.MarkdownPage;
import io.datastorm.core.report.run.RunPage;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report as Markdown, without its charts. */
public final class MarkdownReporter implements Reporter {
    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write(MarkdownPage.write(RunPage.of(result, List.of())).getBytes(StandardCharsets.UTF_8));
    }
}
