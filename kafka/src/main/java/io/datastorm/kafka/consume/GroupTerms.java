package io.datastorm.kafka.consume;

import io.datastorm.core.measure.Window;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.group.AcquiredRecords;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the members of a group have in common.
 *
 * @param group its name
 * @param topics that it reads
 * @param client properties for any client, addresses included
 * @param written the first offset of each partition that this run writes
 * @param due reads when a record was due
 * @param window in which records are measured
 * @param shareLimits what the cluster allows members of a share group
 * @param judge of what the group got; empty if nothing is verified
 * @param acquired which member of a share group has which records; empty if nothing is verified
 */
record GroupTerms(
        String group,
        Topics topics,
        ConsumerPlan plan,
        Map<String, Object> client,
        Map<Integer, Long> written,
        DueStamp due,
        Window window,
        ShareLimits shareLimits,
        Optional<GroupJudge> judge,
        Optional<AcquiredRecords> acquired) {
    /**
     * What the cluster allows members of a share group (KIP-932).
     *
     * @param mostDeliveries a record that is released for so many times is archived
     * @param lock for so long a member has a record for itself; empty if the cluster does not tell
     */
    record ShareLimits(int mostDeliveries, Optional<Duration> lock) {
        /** For groups of other kinds. */
        static final ShareLimits NONE = new ShareLimits(Integer.MAX_VALUE, Optional.empty());
    }

    /** The offset from which on records tell when they were due, by this run's clock. */
    long timedFrom(int partition) {
        return plan.only() ? Long.MAX_VALUE : written.getOrDefault(partition, 0L);
    }

    /** What a member is called. */
    String memberName(int index) {
        return group + "-" + (index + 1);
    }
}
