package io.datastorm.kafka.wire;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * Tells which batches of an answer belong to aborted transactions, as a client that reads committed records does
 * (KIP-98): the answer lists them with their producers and first offsets, and each ends with its marker. Asked with
 * batches in the order of their offsets.
 */
final class AbortedTransactions {
    private final Queue<FetchResponseData.AbortedTransaction> ahead =
            new PriorityQueue<>(Comparator.comparingLong(FetchResponseData.AbortedTransaction::firstOffset));
    private final Set<Long> producers = new HashSet<>();

    /** Those of an answer; null if committed records were not asked for. */
    AbortedTransactions(List<FetchResponseData.AbortedTransaction> listed) {
        if (listed != null) {
            ahead.addAll(listed);
        }
    }

    /** Whether the next batch has records of one of them. */
    boolean has(RecordBatch batch) {
        if (ahead.isEmpty() && producers.isEmpty()) {
            return false;
        }
        while (!ahead.isEmpty() && ahead.peek().firstOffset() <= batch.lastOffset()) {
            producers.add(ahead.remove().producerId());
        }
        if (batch.isControlBatch()) {
            if (aborts(batch)) {
                producers.remove(batch.producerId());
            }
            return false;
        }
        return batch.isTransactional() && producers.contains(batch.producerId());
    }

    private static boolean aborts(RecordBatch marker) {
        for (Record record : marker) {
            return ControlRecordType.parse(record.key()) == ControlRecordType.ABORT;
        }
        return false;
    }
}
