package io.datastorm.core.verify.group;

import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Judges what a group got of the topics of a stream. Thread-safe; see {@link PartitionDeliveries} for its parts. */
public final class GroupJudge {
    private final RecordStamp stamp;
    private final Promise promise;
    private final Map<Integer, PartitionDeliveries> partitions = new ConcurrentHashMap<>();

    /**
     * What a group promises.
     *
     * @param ordered the order of a partition; share groups do not
     * @param committed that it returns committed records only
     */
    public record Promise(boolean ordered, boolean committed) {}

    /** For records of this run. */
    public GroupJudge(Heading run, Promise promise) {
        this.stamp = new RecordStamp(run);
        this.promise = promise;
    }

    /** Whether a stamp is one of this run and its topics. */
    public boolean concerns(byte[] bytes, int offset) {
        return stamp.ofRun(bytes, offset) && stamp.ofTopic(bytes, offset);
    }

    /** What the group got of a partition. */
    public PartitionDeliveries partition(int number) {
        return partitions.computeIfAbsent(number, unseen -> new PartitionDeliveries(unseen, promise));
    }

    /**
     * Compares with the log. Nothing more is delivered.
     *
     * @param log what was read of it
     * @param positions how far the group has come in each partition
     */
    public GroupFindings finish(Judge log, Map<Integer, Long> positions) {
        GroupFindings all = new GroupFindings(promise.ordered());
        for (int number = 0; number < log.partitions(); number++) {
            boolean whole =
                    positions.getOrDefault(number, 0L) >= log.partition(number).end();
            all.add(partition(number).finish(log.partition(number), whole));
        }
        return all;
    }
}
