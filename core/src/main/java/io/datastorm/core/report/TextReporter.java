package io.datastorm.core.report;

import io.datastorm.core.report.summary.Row;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** The summary on the screen. */
public final class TextReporter implements Reporter {
    private static final int LABEL = 14;
    private static final int INDENT = 2 + LABEL;
    private static final int NARROWEST = INDENT + 24;

    private final int columns;

    /** Lines may be as long as they are. */
    public TextReporter() {
        this(Integer.MAX_VALUE);
    }

    /** Lines are broken between words where they are longer than this. */
    public TextReporter(int columns) {
        this.columns = Math.max(NARROWEST, columns);
    }

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write((String.join("\n", lines(result)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The lines of the summary. */
    public List<String> lines(RunResult result) {
        List<String> lines = new ArrayList<>();
        Summary.alarms(result).forEach(alarm -> lines.addAll(broken(alarm, columns)));
        for (Row row : Summary.rows(result)) {
            String label = row.label();
            for (String part : broken(row.text(), columns - INDENT)) {
                lines.add("  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + part);
                label = "";
            }
        }
        return lines;
    }

    private static List<String> broken(String text, int width) {
        return text.length() <= width
                ? List.of(text)
                : WordUtils.wrap(text, width, "\n", true).lines().toList();
    }
}
