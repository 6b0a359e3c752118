package io.datastorm.kafka.consume;

import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.group.PartitionDeliveries;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes the records of a client's poll: counts them, measures how long each took from when it was due, and tells the
 * judge of the group which they were. For one member's thread.
 */
final class ReceivedRecords {
    private final MemberStats stats;
    private final GroupTerms terms;
    private final IntSupplier rebalances;
    private final DueStamp due;
    /** Null if nothing is verified. */
    private final GroupJudge judge;

    /**
     * For one member.
     *
     * @param rebalances how many have begun
     */
    ReceivedRecords(GroupTerms terms, MemberStats stats, IntSupplier rebalances) {
        this.rebalances = rebalances;
        this.stats = stats;
        this.terms = terms;
        this.due = terms.due();
        this.judge = terms.judge().orElse(null);
    }

    /** Records of one partition that are processed now, in the order in which the client returned them. */
    void take(int partition, List<ConsumerRecord<byte[], byte[]>> records, long nowNanos) {
        measure(records, terms.timedFrom(partition), nowNanos);
        if (judge != null) {
            tell(judge.partition(partition), records);
        }
    }

    private void measure(List<ConsumerRecord<byte[], byte[]>> records, long timedFrom, long nowNanos) {
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            if (record.offset() >= timedFrom) {
                latency(record, nowNanos);
            }
        }
        stats.read(records.size(), bytes, nowNanos);
    }

    private void latency(ConsumerRecord<byte[], byte[]> record, long nowNanos) {
        Header stamp = record.headers().lastHeader(DueStamp.HEADER);
        if (stamp != null && stamp.value() != null && stamp.value().length == DueStamp.BYTES) {
            stats.latency(due.read(stamp.value(), 0), nowNanos);
        }
    }

    private void tell(PartitionDeliveries deliveries, List<ConsumerRecord<byte[], byte[]>> records) {
        synchronized (deliveries) {
            deliveries.rebalance(rebalances.getAsInt());
            for (int i = 0; i < records.size(); i++) {
                ConsumerRecord<byte[], byte[]> record = records.get(i);
                Header header = record.headers().lastHeader(RecordStamp.HEADER);
                byte[] stamp = header == null ? null : header.value();
                if (stamp != null && stamp.length == RecordStamp.BYTES && judge.concerns(stamp, 0)) {
                    deliveries.record(record.offset(), RecordStamp.lane(stamp, 0), RecordStamp.sequence(stamp, 0));
                }
            }
        }
    }
}
