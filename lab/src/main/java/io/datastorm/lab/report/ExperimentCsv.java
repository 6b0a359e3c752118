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
    public static String of(List<Lab.CompletedRun> runs) {
        String metrics = Arrays.stream(Metric.values())
                .map(metric -> cell(metric.label() + ", " + metric.unit()))
                .collect(Collectors.joining(","));
        return runs.stream()
                .map(ExperimentCsv::row)
                .collect(Collectors.joining("\n", "block,variant,objection,limitedBy," + metrics + "\n", "\n"));
    }

    private static String row(Lab.CompletedRun made) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(made.planned().block()));
        cells.add(cell(made.planned().variant().name()));
        cells.add(made.valid() ? "" : cell(made.objection()));
        cells.add(made.result() == null ? "" : made.result().validity().limitedBy());
        for (Metric metric : Metric.values()) {
            double value = made.result() == null ? Double.NaN : metric.of(made.result());
            cells.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value));
        }
        return String.join(",", cells);
    }

    /** RFC 4180. */
    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
