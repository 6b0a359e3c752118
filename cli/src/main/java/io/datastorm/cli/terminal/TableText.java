package io.datastorm.cli.terminal;

import io.datastorm.core.report.page.Page;
import java.util.ArrayList;
import java.util.List;

/** Tables for a terminal: columns as wide as their widest cell. */
public final class TableText {
    private TableText() {}

    /** A page in short: what is wrong, what was found, and the answer's table. */
    public static List<String> lines(Page page) {
        List<String> lines = new ArrayList<>(page.alarms());
        lines.add(page.headline());
        lines.addAll(lines(page.sections().get(0)));
        return lines;
    }

    /** The lines of a section's tables. */
    public static List<String> lines(Page.Section section) {
        List<String> lines = new ArrayList<>();
        for (Page.Block block : section.blocks()) {
            if (block instanceof Page.Table table) {
                lines.addAll(lines(table));
            }
        }
        return lines;
    }

    private static List<String> lines(Page.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns());
        rows.addAll(table.rows());
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 3));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
