package io.datastorm.lab.report;

import io.datastorm.lab.stats.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * From one variant of a ladder to the next.
 *
 * @param ratio of throughput, the later over the earlier
 */
record Step(Runs from, Runs to, Estimate ratio) {
    /** Between all variants that have runs. */
    static List<Step> of(ExperimentResult found) {
        List<Runs> variants =
                found.variants().stream().filter(runs -> !runs.none()).toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < variants.size(); i++) {
            Runs from = variants.get(i - 1);
            Runs to = variants.get(i);
            found.compared(to, from, Metric.THROUGHPUT)
                    .ifPresent(comparison -> steps.add(new Step(from, to, comparison.ratio())));
        }
        return steps;
    }

    /** Whether the runs show that it goes up. */
    boolean up() {
        return (ratio.bounded() ? ratio.low() : ratio.value()) > 1;
    }

    /** {@code v0 → v1}. */
    String name() {
        return from.variant().name() + " → " + to.variant().name();
    }

    /** The ratio with its interval. */
    String factor() {
        return ExperimentPage.ratio(ratio);
    }

    /** What it was limited by, with the evidence. */
    String reason() {
        return to.reason();
    }
}
