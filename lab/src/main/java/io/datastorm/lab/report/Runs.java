package io.datastorm.lab.report;

import io.datastorm.core.measure.Interval;
import io.datastorm.core.measure.RunResult;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Bootstrap;
import io.datastorm.lab.stats.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs of one variant that count. */
record Runs(Variant variant, List<RunResult> results) {
    private static final int FEW = 4;
    private static final double NOTABLE_TREND = 0.1;

    boolean none() {
        return results.isEmpty();
    }

    double[] values(Figure figure) {
        return results.stream()
                .mapToDouble(figure::of)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Empty if no run has this figure. */
    Optional<Estimate> median(Figure figure) {
        double[] values = values(figure);
        return values.length == 0 ? Optional.empty() : Optional.of(Bootstrap.median(values));
    }

    /** What limited most of the runs. */
    String limitedBy() {
        return results.stream()
                .collect(Collectors.groupingBy(result -> result.validity().limitedBy(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> most.getKey() + (most.getValue() == results.size() ? "" : " (mostly)"))
                .orElse("–");
    }

    /** What limited one of the runs, with the evidence. */
    String reason() {
        RunResult.Validity validity = results.get(results.size() - 1).validity();
        return validity.limitedBy() + " (" + validity.evidence() + ")";
    }

    /** Whether the runs fall into two groups with nothing between them: their median then means little. */
    boolean bimodal(Figure figure) {
        double[] values = values(figure);
        Arrays.sort(values);
        if (values.length < FEW) {
            return false;
        }
        double range = values[values.length - 1] - values[0];
        double median = Bootstrap.median(values).value();
        for (int i = 2; i <= values.length - 2; i++) {
            // A gap as wide as half of everything, and more than noise.
            if (values[i] - values[i - 1] > range / 2 && range > NOTABLE_TREND * median) {
                return true;
            }
        }
        return false;
    }

    /**
     * How throughput changed from the first third of the measured time to the last, as a share, when that is notable:
     * the warm-up was too short, or the machine slowed down.
     */
    Optional<Double> trend() {
        double[] changes = results.stream()
                .filter(result -> result.intervals().size() >= FEW)
                .mapToDouble(Runs::change)
                .toArray();
        if (changes.length == 0) {
            return Optional.empty();
        }
        double change = Bootstrap.median(changes).value();
        return Math.abs(change) > NOTABLE_TREND ? Optional.of(change) : Optional.empty();
    }

    private static double change(RunResult result) {
        List<Interval> seconds = result.intervals();
        int third = Math.max(1, seconds.size() / 3);
        Function<List<Interval>, Double> mean = part ->
                part.stream().mapToDouble(Interval::recordsPerSecond).average().orElse(0);
        return mean.apply(seconds.subList(seconds.size() - third, seconds.size()))
                        / Math.max(1e-9, mean.apply(seconds.subList(0, third)))
                - 1;
    }
}
