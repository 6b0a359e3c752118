package io.datastorm.lab.report;

import io.datastorm.lab.experiment.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A row a run: what it was, whether it counts, and its figures. */
public final class ExperimentCsv {
    private ExperimentCsv() {}

    /** The whole text. */
    public static String of(List<Lab.Made> runs) {
        String figures = Arrays.stream(Figure.values())
                .map(figure -> cell(figure.label() + ", " + figure.unit()))
                .collect(Collectors.joining(","));
        return runs.stream()
                .map(ExperimentCsv::row)
                .collect(Collectors.joining("\n", "block,variant,objection,limitedBy," + figures + "\n", "\n"));
    }

    private static String row(Lab.Made made) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(made.planned().block()));
        cells.add(cell(made.planned().variant().name()));
        cells.add(made.valid() ? "" : cell(made.objection()));
        cells.add(made.result() == null ? "" : made.result().validity().limitedBy());
        for (Figure figure : Figure.values()) {
            double value = made.result() == null ? Double.NaN : figure.of(made.result());
            cells.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value));
        }
        return String.join(",", cells);
    }

    /** RFC 4180. */
    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
