package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Thresholds of a run as lines of a chart. */
final class Limits {
    static final Pattern THROUGHPUT = Pattern.compile("throughput\\.recordsPerSecond");
    static final Pattern RESPONSE = Pattern.compile("latency\\.response\\.(p\\d+|max)Millis");

    private Limits() {}

    /** Those of metrics whose names are like this. */
    static List<Chart.Limit> of(RunResult result, Pattern metric) {
        List<Chart.Limit> limits = new ArrayList<>();
        for (RunResult.ThresholdResult threshold : result.thresholds()) {
            Threshold read = Threshold.parse(threshold.expression());
            if (metric.matcher(read.metric()).matches()) {
                // The chart tells the rest of its path.
                String name = read.metric().substring(read.metric().lastIndexOf('.') + 1);
                limits.add(new Chart.Limit(
                        read.bound(),
                        name
                                + threshold
                                        .expression()
                                        .strip()
                                        .substring(read.metric().length())));
            }
        }
        return limits;
    }
}
