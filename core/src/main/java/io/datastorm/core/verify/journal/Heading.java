package io.datastorm.core.verify.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.datastorm.core.topic.Topics;
import java.util.List;

/**
 * What a journal is about. Immutable.
 *
 * @param runId the run's id
 * @param clusterId Kafka's id of the cluster
 * @param topics that records go to
 * @param topicIds Kafka's ids of the topics when the run began: a topic that is deleted and created again gets another
 *     one
 * @param acks the producer's setting: with {@code 0} no record is acknowledged
 * @param timestamps whether stamps cover the records' timestamps: not where the broker sets them (LogAppendTime)
 * @param transactionTimeoutMillis when the cluster aborts a transaction that is still open; 0 if there are none
 * @param startOffsets each partition's end offset when the run began, in the order of {@link Topics}
 */
public record Heading(
        String runId,
        String clusterId,
        Topics topics,
        List<String> topicIds,
        String acks,
        boolean timestamps,
        long transactionTimeoutMillis,
        List<Long> startOffsets) {
    /** Whether records are written in transactions. */
    @JsonIgnore
    public boolean transactions() {
        return transactionTimeoutMillis > 0;
    }
}
