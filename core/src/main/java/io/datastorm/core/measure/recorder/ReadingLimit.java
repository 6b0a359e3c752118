package io.datastorm.core.measure.recorder;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Observations;
import io.datastorm.core.workload.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What limited a run that reads and writes nothing. */
record ReadingLimit(Workload workload) {
    /** Who is behind by less than what it reads in this time has caught up. */
    private static final double BEHIND_SECONDS = 0.1;

    /**
     * Judges.
     *
     * @param groups that have read
     * @param faults what was done to the cluster on purpose
     */
    Bottleneck of(Supplier<Observations> seen, List<ConsumerResult> groups, List<String> faults) {
        return groups.stream()
                .filter(group -> group.records() > 0)
                .min(Comparator.comparingDouble(ConsumerResult::recordsPerSecond))
                .map(slowest -> Bottleneck.judgeReading(seen.get(), reading(slowest), faults))
                .orElseGet(() -> new Bottleneck("unknown", "nothing was read"));
    }

    private Observations.Reading reading(ConsumerResult group) {
        double perSecond = group.recordsPerSecond();
        return new Observations.Reading(
                group.group(),
                perSecond > 0 ? group.records() / perSecond : 0,
                group.workingShare() == null ? 0 : group.workingShare(),
                group.pacedShare() == null ? 0 : group.pacedShare(),
                rate(group).map(given -> ofRate(group, given)).orElse(0.0),
                caughtUp(group));
    }

    private static boolean caughtUp(ConsumerResult group) {
        long upToDate = group.intervals().stream()
                .filter(interval -> interval.lagRecords() != null
                        && interval.lagRecords() <= BEHIND_SECONDS * group.recordsPerSecond())
                .count();
        return 2 * upToDate > group.intervals().size();
    }

    private Optional<Rate> rate(ConsumerResult group) {
        return workload.streams().stream()
                .filter(stream -> stream.title().equals(group.stream()))
                .flatMap(stream -> stream.consumers().stream())
                .flatMap(consumers -> consumers.processing().rate().stream())
                .findFirst();
    }

    private static double ofRate(ConsumerResult group, Rate given) {
        double read = given.unit() == Rate.Unit.RECORDS ? group.recordsPerSecond() : group.bytesPerSecond();
        return read / given.perSecond();
    }
}
