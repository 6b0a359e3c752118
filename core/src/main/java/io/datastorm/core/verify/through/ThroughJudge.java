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

    /** Records of the run that were seen so far, each once. */
    public long distinct() {
        return partitions.values().stream()
                .mapToLong(ThroughPartition::distinct)
                .sum();
    }

    /** The same, each as often as it stands there. */
    public long records() {
        return partitions.values().stream().mapToLong(ThroughPartition::records).sum();
    }

    /** Records with a stamp of another run that were seen so far. */
    public long foreign() {
        return partitions.values().stream().mapToLong(ThroughPartition::foreign).sum();
    }

    /** Records without a stamp that were seen so far. */
    public long unstamped() {
        return partitions.values().stream()
                .mapToLong(ThroughPartition::unstamped)
                .sum();
    }

    /**
     * Compares with the log that the application has read. Nothing more is seen.
     *
     * @param rule what the application may do
     * @param reading how much was read
     */
    public ThroughFindings finish(Judge log, ThroughRule rule, Reading reading) {
        ThroughFindings all = new ThroughFindings(rule, reading);
        partitions.values().forEach(partition -> partition.addTo(all));
        if (all.records() + all.foreign() == 0 && all.unstamped() > 0) {
            all.stampless();
        }
        long expected = 0;
        long again = 0;
        long late = 0;
        for (int number = 0; number < log.partitions(); number++) {
            PartitionJudge source = log.partition(number);
            for (int worker = 0; worker < source.lanes().workers(); worker++) {
                int lane = LaneId.of(worker, number);
                expected += compare(source, lane, all);
                again += ofTheLog(lane, source.lanes().again(worker), ThroughPartition::again);
                late += ofTheLog(lane, source.lanes().late(worker), ThroughPartition::late);
            }
        }
        long distinct = lanes.values().stream().mapToLong(SequenceBits::count).sum();
        all.distinct(distinct);
        all.unexpected(distinct - expected);
        all.ofTheLog(ThroughAnomaly.DUPLICATED, again);
        all.ofTheLog(ThroughAnomaly.REORDERED, late);
        return all;
    }

    /** Counts those sequences of a lane that stand in a partition in some way. */
    private interface Counting {
        long count(ThroughPartition partition, int lane, Ranges of);
    }

    private long ofTheLog(int lane, Ranges of, Counting counting) {
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
        all.unknown(source.lanes().removed(worker).count() - kept);
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
