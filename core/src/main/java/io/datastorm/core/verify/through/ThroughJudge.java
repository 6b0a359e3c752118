package io.datastorm.core.verify.through;

import io.datastorm.core.verify.AcknowledgedPlaces;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.lane.Ranges;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges what an application has written to one topic of what it has read from those of a run. It knows records by
 * their stamps, which the application has copied with the other headers. It takes one bit of memory for each record.
 * Thread-safe; see {@link ThroughPartition} for its parts.
 */
public final class ThroughJudge {
    private final Heading run;
    private final Map<Integer, SequenceBits> lanes = new ConcurrentHashMap<>();
    private final Map<Integer, ThroughPartition> partitions = new ConcurrentHashMap<>();

    /** For records of this run. */
    public ThroughJudge(Heading run) {
        this.run = run;
    }

    /** The judge of a partition of the topic that the application writes. */
    public ThroughPartition partition(int number) {
        return partitions.computeIfAbsent(
                number, unseen -> new ThroughPartition(unseen, new RecordStamp(run), this::bits));
    }

    private SequenceBits bits(int lane) {
        return lanes.computeIfAbsent(lane, unseen -> new SequenceBits());
    }

    /** What was seen so far. */
    public ThroughCounts counts() {
        return partitions.values().stream()
                .map(ThroughPartition::counts)
                .reduce(ThroughCounts.NONE, ThroughCounts::plus);
    }

    /**
     * Compares with the log that the application has read. Nothing more is seen.
     *
     * @param rule what the application may do
     * @param coverage how much was read
     */
    public ThroughFindings finish(Judge log, ThroughRule rule, Coverage coverage) {
        ThroughFindings all = new ThroughFindings(rule, coverage, counts());
        partitions.values().forEach(partition -> partition.addTo(all));
        long expected = 0;
        long again = 0;
        long late = 0;
        for (int number = 0; number < log.partitions(); number++) {
            PartitionJudge source = log.partition(number);
            for (int worker = 0; worker < source.lanes().workers(); worker++) {
                int lane = LaneId.of(worker, number);
                expected += compare(source, lane, all);
                again += inAnyPartition(lane, source.lanes().again(worker), ThroughPartition::again);
                late += inAnyPartition(lane, source.lanes().late(worker), ThroughPartition::late);
            }
        }
        all.unexpected(all.written().distinct() - expected);
        all.inInput(ThroughAnomaly.DUPLICATED, again);
        all.inInput(ThroughAnomaly.REORDERED, late);
        return all;
    }

    /** Counts those sequences of a lane that stand in a partition in some way. */
    private interface Counting {
        long count(ThroughPartition partition, int lane, Ranges of);
    }

    private long inAnyPartition(int lane, Ranges of, Counting counting) {
        return of.isEmpty()
                ? 0
                : partitions.values().stream()
                        .mapToLong(partition -> counting.count(partition, lane, of))
                        .sum();
    }

    /** How many records of a lane there are that stand, or stood, in the log. */
    private long compare(PartitionJudge source, int lane, ThroughFindings all) {
        int worker = LaneId.worker(lane);
        SequenceBits seen = bits(lane);
        Ranges committed = source.lanes().committed(worker);
        Ranges missing = seen.notIn(committed);
        all.missing(missing.count());
        if (all.count(ThroughAnomaly.LOST) > 0) {
            places(source, lane, missing, ThroughAnomaly.LOST, all);
        }
        Ranges uncommitted = seen.in(source.lanes().uncommitted(worker));
        all.count(ThroughAnomaly.UNCOMMITTED, uncommitted.count());
        places(source, lane, uncommitted, ThroughAnomaly.UNCOMMITTED, all);
        long kept = seen.in(source.lanes().removed(worker)).count();
        all.removed(source.lanes().removed(worker).count() - kept);
        return committed.count() - missing.count() + uncommitted.count() + kept;
    }

    private static void places(
            PartitionJudge source, int lane, Ranges records, ThroughAnomaly what, ThroughFindings all) {
        AcknowledgedPlaces.of(
                source,
                lane,
                records,
                (offset, count) -> all.place(new ThroughFindings.Place(what, LaneId.partition(lane), offset, count)));
    }
}
