package io.datastorm.core.report;

import io.datastorm.core.report.summary.Row;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The summary on the screen. */
public final class TextReporter implements Reporter {
    private static final int LABEL = 14;

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write((String.join("\n", lines(result)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The lines of the summary. */
    public static List<String> lines(RunResult result) {
        List<String> lines = new ArrayList<>(Summary.alarms(result));
        for (Row row : Summary.rows(result)) {
            lines.add("  " + row.label()
                    + " ".repeat(Math.max(1, LABEL - row.label().length())) + row.text());
        }
        return lines;
    }
}
