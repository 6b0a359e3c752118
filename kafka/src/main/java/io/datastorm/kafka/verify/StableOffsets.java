package io.datastorm.kafka.verify;

import io.datastorm.core.topic.Topics;
import io.datastorm.kafka.admin.ClusterAnswer;
import io.datastorm.kafka.admin.TopicLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The last stable offsets of topics: consumers of committed records get what stands before them (KIP-98). A transaction
 * that nobody ends is aborted by its coordinator when its timeout is over.
 */
public final class StableOffsets {
    /** Coordinators look for such transactions every ten seconds. */
    private static final Duration COORDINATOR = Duration.ofSeconds(15);

    private static final long BETWEEN_NANOS = 200_000_000;

    private final Admin admin;
    private final Topics topics;

    /** Of these topics. */
    public StableOffsets(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Waits until every transaction before these ends is over, or should be.
     *
     * @param timeout of transactions
     * @return by partition, at most its end
     */
    public Map<Integer, Long> await(TopicLog log, Duration timeout) {
        long deadline = System.nanoTime() + timeout.plus(COORDINATOR).toNanos();
        Map<Integer, Long> stable = ask(log);
        while (below(stable, log)
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            stable = ask(log);
        }
        return stable;
    }

    private static boolean below(Map<Integer, Long> stable, TopicLog log) {
        return log.partitions().entrySet().stream()
                .anyMatch(entry -> stable.get(entry.getKey()) < entry.getValue().end());
    }

    private Map<Integer, Long> ask(TopicLog log) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        log.partitions().keySet().forEach(number -> asked.put(at(number), OffsetSpec.latest()));
        var told = ClusterAnswer.of(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
        Map<Integer, Long> stable = new TreeMap<>();
        log.partitions()
                .forEach((number, partition) -> stable.put(
                        number, Math.min(partition.end(), told.get(at(number)).offset())));
        return stable;
    }

    /** Whose transactions are open, by partition; empty where the cluster does not tell. */
    Map<Integer, Set<Long>> openProducers(Set<Integer> partitions) {
        Map<Integer, Set<Long>> open = new TreeMap<>();
        DescribeProducersResult asked =
                admin.describeProducers(partitions.stream().map(this::at).toList());
        for (int number : partitions) {
            ClusterAnswer.of(asked.partitionResult(at(number))).activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .forEach(producer -> open.computeIfAbsent(number, unseen -> new TreeSet<>())
                            .add(producer.producerId()));
        }
        return open;
    }

    private TopicPartition at(int number) {
        return new TopicPartition(topics.name(number), topics.partition(number));
    }
}
