package io.datastorm.core.report.page;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A page as Markdown, for a repository or an issue. Charts of groups are SVG files beside it; the others are left out:
 * their figures are in the HTML page and in the raw data.
 */
public final class MarkdownPage {
    private MarkdownPage() {}

    /** The whole text. */
    public static String write(Page page) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(escape(page.title())).append("\n\n");
        page.alarms().forEach(alarm -> out.append("> **").append(escape(alarm)).append("**\n\n"));
        out.append(escape(page.headline())).append("\n");
        if (!page.tiles().isEmpty()) {
            out.append("\n");
            page.tiles().forEach(tile -> out.append(tile(tile)));
        }
        for (Page.Section section : page.sections()) {
            String blocks = section.blocks().stream()
                    .map(MarkdownPage::block)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("\n"));
            if (!blocks.isEmpty()) {
                out.append("\n## ")
                        .append(escape(section.title()))
                        .append("\n\n")
                        .append(blocks);
            }
        }
        return out.toString();
    }

    /** The files beside it, by their names. */
    public static Map<String, String> files(Page page) {
        SvgChart svg = new SvgChart();
        Map<String, String> files = new TreeMap<>();
        for (Page.Section section : page.sections()) {
            for (Page.Block block : section.blocks()) {
                if (block instanceof Chart.Dots dots) {
                    files.put(fileName(dots), svg.write(dots));
                }
            }
        }
        return files;
    }

    private static String fileName(Chart chart) {
        return chart.title().replaceFirst(",.*", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
    }

    private static String block(Page.Block block) {
        if (block instanceof Page.Text text) {
            return escape(text.text()) + "\n";
        }
        if (block instanceof Page.Code code) {
            return "```\n" + code.code().stripTrailing() + "\n```\n";
        }
        if (block instanceof Page.Folded folded) {
            return folded.lines().stream()
                    .map(line -> "- " + escape(line) + "\n")
                    .collect(Collectors.joining());
        }
        if (block instanceof Page.Table table) {
            return table(table);
        }
        if (block instanceof Chart.Dots dots) {
            return "![" + escape(dots.title()) + "](" + fileName(dots) + ")\n";
        }
        return "";
    }

    private static String tile(Page.Tile tile) {
        return "- %s: **%s** (%s)\n".formatted(escape(tile.name()), escape(tile.figure()), escape(tile.meaning()));
    }

    private static String table(Page.Table table) {
        int width = table.rows().stream()
                .mapToInt(List::size)
                .max()
                .orElse(table.columns().size());
        List<String> columns = table.columns().isEmpty() ? Collections.nCopies(width, "") : table.columns();
        StringBuilder out = new StringBuilder();
        out.append(row(columns)).append(row(Collections.nCopies(columns.size(), "---")));
        table.rows().forEach(row -> out.append(row(row)));
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownPage::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1").replace("\n", " ");
    }
}
