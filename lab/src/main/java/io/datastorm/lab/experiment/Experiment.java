package io.datastorm.lab.experiment;

import io.datastorm.core.workload.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that is answered by many runs.
 *
 * @param name of the experiment
 * @param question that it answers, a sentence
 * @param variants at least two; the first one of a group is what the others of it are compared with
 * @param repeats how often each is run
 * @param expectedBottleneck what must limit a run for it to count (broker, generator, …); empty if anything may
 * @param ladder whether each variant is meant to be a step up from the one before
 * @param budget how long it may take: no block is begun that would hardly end within it; empty: as long as it takes
 */
public record Experiment(
        String name,
        String question,
        List<Variant> variants,
        int repeats,
        String expectedBottleneck,
        boolean ladder,
        Optional<Duration> budget) {
    /** The name of the first variant's twin: the same once more, so that the machine's own noise is seen. */
    public static final String CONTROL = " (again)";

    /** A cluster's start and end, and the start of the run's own JVM. */
    private static final Duration AROUND = Duration.ofSeconds(6);

    /** All variants, with the twin of the first one. */
    public List<Variant> withTwin() {
        Variant first = variants.get(0);
        Variant control = first.named(first.name() + CONTROL);
        return Stream.concat(variants.stream(), Stream.of(control)).toList();
    }

    /** How many variants are compared with another one. */
    public int comparisons() {
        long groups = variants.stream().map(Variant::group).distinct().count();
        return variants.size() - (int) groups;
    }

    /** How many runs it is. */
    public int runs() {
        return withTwin().size() * repeats;
    }

    /** About how long it takes. */
    public Duration time() {
        Duration all = runTime().multipliedBy(runs());
        return budget.filter(most -> most.compareTo(all) < 0).orElse(all);
    }

    /** The same with other variants, and repeats. */
    public Experiment with(List<Variant> others, int times) {
        return new Experiment(name, question, others, times, expectedBottleneck, ladder, budget);
    }

    /** The same within another time. */
    public Experiment within(Duration time) {
        return new Experiment(name, question, variants, repeats, expectedBottleneck, ladder, Optional.of(time));
    }

    /** About how long a run of each variant takes. */
    public Duration blockTime() {
        return runTime().multipliedBy(withTwin().size());
    }

    /** About how long a run takes, with the start of its brokers. */
    public Duration runTime() {
        long millis = variants.stream()
                .mapToLong(variant ->
                        millis(variant, "duration", 10_000) + millis(variant, "warmup", usualWarmup(variant)))
                .max()
                .orElse(0);
        return AROUND.plusMillis(millis);
    }

    /** At full load it ends when throughput is steady, which nobody knows beforehand. */
    private static long usualWarmup(Variant variant) {
        return variant.options().containsKey("rate") ? 2_000 : 8_000;
    }

    private static long millis(Variant variant, String option, long otherwise) {
        String text = variant.options().get(option);
        try {
            return text == null ? otherwise : Quantities.duration(text).toMillis();
        } catch (IllegalArgumentException e) {
            // Whoever plans the runs will say so.
            return otherwise;
        }
    }
}
