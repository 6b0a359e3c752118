package io.datastorm.kafka.consume;

import io.datastorm.core.measure.Window;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import java.util.Map;
import java.util.Optional;

/**
 * What the members of a group have in common.
 *
 * @param group its name
 * @param topics that it reads
 * @param client properties for any client, addresses included
 * @param due reads when a record was due
 * @param window in which records are measured
 * @param judge of what the group got; empty if nothing is verified
 */
record GroupTerms(
        String group,
        Topics topics,
        ConsumerPlan plan,
        Map<String, Object> client,
        DueStamp due,
        Window window,
        Optional<GroupJudge> judge) {
    /** What a member is called. */
    String memberName(int index) {
        return group + "-" + (index + 1);
    }
}
