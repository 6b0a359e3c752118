package io.datastorm.kafka.verify;

import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.kafka.admin.ClusterFacts;
import io.datastorm.kafka.admin.TopicLog;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Waits until consumers see what was acknowledged. With acks=1 a record is acknowledged before the followers have it,
 * and consumers see it only when all replicas in sync have it: the high watermark. A follower that has just died counts
 * as in sync until its session ends. With eligible leader replicas (KIP-966) the high watermark does not move at all
 * while fewer replicas are in sync than {@code min.insync.replicas}.
 */
final class HighWatermarks {
    /** {@code broker.session.timeout.ms} is 9 s by default. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long BETWEEN_NANOS = 200_000_000;

    private final JournalIndex journal;
    private final IntPredicate same;
    private final Supplier<TopicLog> question;
    private final Supplier<ClusterFacts> cluster;

    /**
     * For a run.
     *
     * @param same whether a partition's topic is still the one of the run: in another one its offsets mean nothing
     */
    HighWatermarks(
            JournalIndex journal, IntPredicate same, Supplier<TopicLog> question, Supplier<ClusterFacts> cluster) {
        this.journal = journal;
        this.same = same;
        this.question = question;
        this.cluster = cluster;
    }

    /** The log, when it reaches what was acknowledged, or when waiting helps no more. */
    TopicLog await(TopicLog first) {
        TopicLog log = first;
        long since = System.nanoTime();
        while (rising(log)
                && System.nanoTime() - since < PATIENCE.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            TopicLog next = question.get();
            since = next.ends().equals(log.ends()) ? since : System.nanoTime();
            log = next;
        }
        return log;
    }

    private boolean rising(TopicLog log) {
        return log.partitions().entrySet().stream()
                .anyMatch(entry -> below(entry.getKey(), entry.getValue())
                        && mayRise(
                                entry.getValue().inSync().size(),
                                log.rulesOf(entry.getKey()).minInSync()));
    }

    /** A leader that is alone, and may be, shows all that it has. */
    private static boolean mayRise(int inSync, int minInSync) {
        return inSync > 1 || inSync < minInSync;
    }

    private boolean below(int partition, TopicLog.Partition log) {
        return same.test(partition)
                && log.end() < journal.partition(partition).offsets().end();
    }

    /** The partitions whose leaders may hold acknowledged records that consumers do not see: nobody can tell. */
    Set<Integer> hidden(TopicLog log) {
        Set<Integer> below = new TreeSet<>();
        log.partitions().forEach((partition, at) -> {
            if (below(partition, at)) {
                below.add(partition);
            }
        });
        if (below.isEmpty()) {
            return below;
        }
        ClusterFacts facts = cluster.get();
        below.removeIf(partition ->
                !held(log.partitions().get(partition), log.rulesOf(partition).minInSync(), facts));
        return below;
    }

    private static boolean held(TopicLog.Partition log, int minInSync, ClusterFacts facts) {
        boolean tooFew = facts.eligibleLeaderReplicas() && log.inSync().size() < minInSync;
        return tooFew || !facts.brokerIds().containsAll(log.inSync());
    }
}
