package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Figures of docs/EVOLUTION.md are those of the experiments that were run. */
final class EvolutionPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    /** A figure in bold, or the report that it is of. */
    private static final Pattern MARK = Pattern.compile("\\*\\*(.+?)\\*\\*|\\]\\((lab/[a-z]+/report\\.md)\\)");

    /** In a list item: line breaks within a figure count as spaces. */
    private static List<String> items() throws IOException {
        String page = Files.readString(DOCS.resolve("EVOLUTION.md"));
        return List.of(page.replaceAll("\n {2}", " ").split("\n"));
    }

    private static List<String> missing(List<String> figures, String report) throws IOException {
        String text = report.isEmpty() ? "" : Files.readString(DOCS.resolve(report));
        return figures.stream()
                .filter(figure -> !Pattern.compile("(?<![0-9.,])" + Pattern.quote(figure) + "(?![0-9])")
                        .matcher(text)
                        .find())
                .map(figure -> "'" + figure + "' is not in '" + report + "'")
                .toList();
    }

    @Test
    void eachFigureStandsInItsReport() throws IOException {
        List<String> missing = new ArrayList<>();
        int figures = 0;
        for (String item : items()) {
            List<String> open = new ArrayList<>();
            String report = "";
            for (MatchResult mark : MARK.matcher(item).results().toList()) {
                if (mark.group(1) != null) {
                    open.add(mark.group(1));
                    continue;
                }
                report = mark.group(2);
                figures += open.size();
                missing.addAll(missing(open, report));
                open.clear();
            }
            // What stands behind the last link is of the same report.
            figures += open.size();
            missing.addAll(missing(open, report));
        }
        assertThat(missing).isEmpty();
        assertThat(figures).isGreaterThan(40);
    }
}
