package io.datastorm.core.report.summary;

import io.datastorm.core.trend.Trend;

/** A throughput that was not steady. */
final class Trends {
    private Trends() {}

    static String alarm(Trend trend) {
        return "NOT STEADY: throughput %s by %.0f %% within the measured window; use a longer --warmup."
                .formatted(trend.rise() > 0 ? "rose" : "fell", 100 * Math.abs(trend.rise()));
    }
}
