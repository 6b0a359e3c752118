package io.datastorm.lab.report;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.lab.stats.Bootstrap;
import io.datastorm.lab.stats.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The runs of one variant.
 *
 * @param made also those that missed their aim
 */
record Runs(Variant variant, List<Lab.CompletedRun> made) {
    private static final int FEW = 4;
    private static final double NOTABLE_TREND = 0.1;

    /** Those that did not miss their aim. */
    List<RunResult> results() {
        return made.stream()
                .filter(Lab.CompletedRun::valid)
                .map(Lab.CompletedRun::result)
                .toList();
    }

    /** Whether there is no figure of any run. */
    boolean none() {
        return results().isEmpty();
    }

    int missed() {
        return made.size() - results().size();
    }

    /** {@code (2 of 8 missed)}; empty if none did. */
    String misses() {
        return missed() == 0 ? "" : " (%d of %d missed)".formatted(missed(), made.size());
    }

    /** By block, from the first; a run that missed its aim is worse than all others, NaN stands for no run. */
    double[] outcomes(Metric metric, int blocks) {
        double[] outcomes = new double[blocks];
        Arrays.fill(outcomes, Double.NaN);
        for (Lab.CompletedRun run : made) {
            outcomes[run.planned().block() - 1] = run.valid() ? metric.of(run.result()) : metric.worst();
        }
        return outcomes;
    }

    double[] values(Metric metric) {
        return results().stream()
                .mapToDouble(metric::of)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Empty if no run has this figure. */
    Optional<Estimate> median(Metric metric) {
        double[] values = values(metric);
        return values.length == 0 ? Optional.empty() : Optional.of(Bootstrap.median(values));
    }

    /** The median of all runs; those that missed their aim are worse than all others. */
    double middle(Metric metric) {
        int blocks = made.stream().mapToInt(run -> run.planned().block()).max().orElse(0);
        double[] known = Arrays.stream(outcomes(metric, blocks))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return known.length == 0 ? metric.worst() : Bootstrap.middle(known);
    }

    /** What limited most of the runs. */
    String limitedBy() {
        List<RunResult> results = results();
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
        List<RunResult> results = results();
        RunResult.Validity validity = results.get(results.size() - 1).validity();
        return validity.limitedBy() + " (" + validity.evidence() + ")";
    }

    /** Whether the runs fall into two groups with nothing between them: their median then means little. */
    boolean bimodal(Metric metric) {
        double[] values = values(metric);
        Arrays.sort(values);
        if (values.length < FEW) {
            return false;
        }
        double range = values[values.length - 1] - values[0];
        double median = Bootstrap.middle(values);
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
        double[] changes = results().stream()
                .filter(result -> result.intervals().size() >= FEW)
                .mapToDouble(Runs::change)
                .toArray();
        if (changes.length == 0) {
            return Optional.empty();
        }
        double change = Bootstrap.middle(changes);
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
