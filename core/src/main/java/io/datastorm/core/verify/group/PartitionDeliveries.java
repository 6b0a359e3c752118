package io.datastorm.core.verify.group;

import io.datastorm.core.verify.AcknowledgedPlaces;
import io.datastorm.core.verify.LaneCheck;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.lane.OffsetRuns;
import io.datastorm.core.verify.lane.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * What a group got of one partition. A record that is expected next in its lane costs two comparisons; memory grows
 * with what is wrong only.
 *
 * <p>Members hand the partition over among them: whoever reads it holds its lock, once for all records of a poll.
 */
public final class PartitionDeliveries {
    /** A stamp that names a worker beyond is no stamp of ours. */
    private static final int MOST_WORKERS = 1 << 11;

    private final int partition;
    private final GroupJudge.Promise promise;
    private final List<LaneCheck> lanes = new ArrayList<>();
    private final GroupFindings findings;
    /** The offset behind the furthest record that the group got. */
    private long end = Long.MIN_VALUE;

    /** The number of the group's last rebalance. */
    private int rebalance;

    private final OffsetRuns<DeliveryAnomaly> runs = new OffsetRuns<>(this::place);

    PartitionDeliveries(int partition, GroupJudge.Promise promise) {
        this.partition = partition;
        this.promise = promise;
        this.findings = new GroupFindings(promise.ordered());
    }

    /** What follows was delivered when the group had so many rebalances behind it, or in the last one of them. */
    public void rebalance(int number) {
        if (number != rebalance) {
            runs.end();
            rebalance = number;
        }
    }

    /** The group has processed a record of the run. */
    public void record(long offset, int lane, long sequence) {
        int worker = LaneId.worker(lane);
        if (LaneId.partition(lane) != partition || worker >= MOST_WORKERS) {
            // The judge of the log calls it misplaced.
            return;
        }
        findings.delivered(1);
        LaneCheck.Seen seen = lane(worker).see(sequence);
        if (seen == LaneCheck.Seen.AGAIN) {
            anomaly(offset < end ? DeliveryAnomaly.REDELIVERED : DeliveryAnomaly.DUPLICATED, offset);
        } else if (seen == LaneCheck.Seen.LATE && promise.ordered() && offset < end) {
            anomaly(DeliveryAnomaly.OUT_OF_ORDER, offset);
        }
        end = Math.max(end, offset + 1);
    }

    private LaneCheck lane(int worker) {
        while (worker >= lanes.size()) {
            lanes.add(new LaneCheck());
        }
        return lanes.get(worker);
    }

    private void anomaly(DeliveryAnomaly kind, long offset) {
        findings.count(kind, 1);
        runs.add(kind, offset);
    }

    private void place(DeliveryAnomaly what, long offset, long count) {
        findings.place(new GroupFindings.Place(what, partition, offset, count, rebalance));
    }

    /** Nobody knows when the group should have got these. */
    private void timeless(DeliveryAnomaly what, long offset, long count) {
        findings.place(new GroupFindings.Place(what, partition, offset, count, 0));
    }

    /** What is known without the log: everything but what was skipped. */
    public GroupFindings findings() {
        runs.end();
        return findings;
    }

    /**
     * Compares with the log.
     *
     * @param log what stands there; it was read
     * @param whole whether the group read up to the end
     */
    GroupFindings finish(PartitionJudge log, boolean whole) {
        runs.end();
        for (int worker = 0; worker < Math.max(lanes.size(), log.lanes().workers()); worker++) {
            Ranges expected = log.lanes().seen(worker);
            if (promise.committed()) {
                leaveOut(log.lanes().uncommitted(worker), worker, expected);
            }
            Ranges missing = lane(worker).missing(expected);
            long behind = whole ? Long.MAX_VALUE : lane(worker).expected();
            for (Ranges.Range range : missing.within(0, behind)) {
                findings.count(DeliveryAnomaly.SKIPPED, range.count());
            }
            findings.unread(missing.within(behind, Long.MAX_VALUE).stream()
                    .mapToLong(Ranges.Range::count)
                    .sum());
            missing.removeAll(behind, Long.MAX_VALUE);
            AcknowledgedPlaces.of(
                    log,
                    LaneId.of(worker, partition),
                    missing,
                    (offset, records) -> timeless(DeliveryAnomaly.SKIPPED, offset, records));
        }
        return findings;
    }

    /** Records that consumers of committed records do not get. */
    private void leaveOut(Ranges hidden, int worker, Ranges expected) {
        long delivered = hidden.count() - lane(worker).missing(hidden).count();
        if (delivered > 0) {
            findings.count(DeliveryAnomaly.UNCOMMITTED, delivered);
            timeless(DeliveryAnomaly.UNCOMMITTED, -1, delivered);
        }
        hidden.all().forEach(range -> expected.removeAll(range.first(), range.end()));
    }
}
