package io.datastorm.core.report;

import io.datastorm.core.report.page.Page.Tone;
import io.datastorm.core.report.run.RunVerdict;
import io.datastorm.core.report.summary.Row;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** The summary on the screen, which ends with a verdict of three lines. */
public final class TextReporter implements Reporter {
    private static final int LABEL = 14;
    private static final int INDENT = 2 + LABEL;
    private static final int NARROWEST = INDENT + 24;
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private final int columns;
    private final boolean coloured;

    /** Lines may be as long as they are, without colours. */
    public TextReporter() {
        this(Integer.MAX_VALUE, false);
    }

    /**
     * For a screen.
     *
     * @param columns lines are broken between words where they are longer
     * @param coloured whether what is good or bad is told by ANSI colours, too
     */
    public TextReporter(int columns, boolean coloured) {
        this.columns = Math.max(NARROWEST, columns);
        this.coloured = coloured;
    }

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write((String.join("\n", lines(result)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The lines of the summary. */
    public List<String> lines(RunResult result) {
        List<String> lines = new ArrayList<>();
        Summary.alarms(result)
                .forEach(alarm -> broken(alarm, columns).forEach(line -> lines.add(coloured(line, Tone.BAD))));
        for (Row row : Summary.rows(result)) {
            add(lines, row, Tone.PLAIN);
        }
        String label = "verdict";
        for (RunVerdict.Line line : RunVerdict.of(result)) {
            add(lines, new Row(label, line.text()), line.tone());
            label = "";
        }
        return lines;
    }

    private void add(List<String> lines, Row row, Tone tone) {
        String label = row.label();
        for (String part : broken(row.text(), columns - INDENT)) {
            lines.add("  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + coloured(part, tone));
            label = "";
        }
    }

    private String coloured(String text, Tone tone) {
        if (!coloured || tone == Tone.PLAIN) {
            return text;
        }
        return (tone == Tone.GOOD ? GREEN : RED) + text + RESET;
    }

    private static List<String> broken(String text, int width) {
        return text.length() <= width
                ? List.of(text)
                : WordUtils.wrap(text, width, "\n", true).lines().toList();
    }
}
