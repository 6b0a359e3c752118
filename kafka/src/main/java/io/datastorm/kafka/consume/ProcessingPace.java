package io.datastorm.kafka.consume;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.consumer.Processing;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Spends the time that an application would spend on records. For one member's thread; the rate is shared by all
 * members of a group.
 */
final class ProcessingPace {
    private static final double NANOS = 1e9;
    private static final long LOOK_NANOS = 50_000_000;

    private final long perRecordNanos;
    private final long perPollNanos;
    private final SharedRate rate;
    private final BooleanSupplier hurried;
    private final LongConsumer paced;
    private long busyUntil = System.nanoTime();

    /** The rate of a group: when the next record may be processed. Thread-safe. */
    static final class SharedRate {
        /** A group that was behind its rate may not make good for more than this. */
        private static final long MOST_CREDIT_NANOS = 100_000_000;

        private final Rate rate;
        private final AtomicLong next = new AtomicLong(System.nanoTime());

        SharedRate(Rate rate) {
            this.rate = rate;
        }

        /** When these may be processed, which are more records or bytes. */
        private long reserve(long records, long bytes) {
            double units = rate.unit() == Rate.Unit.RECORDS ? records : bytes;
            long nanos = (long) (units * NANOS / rate.perSecond());
            long earliest = System.nanoTime() - MOST_CREDIT_NANOS;
            return next.updateAndGet(due -> Math.max(due, earliest) + nanos) - nanos;
        }
    }

    /**
     * For one member.
     *
     * @param rate null if there is none
     * @param hurried whether the member is not to wait any more
     * @param paced is told for how many nanoseconds the member has waited because of the rate
     */
    ProcessingPace(Processing processing, SharedRate rate, BooleanSupplier hurried, LongConsumer paced) {
        this.hurried = hurried;
        this.paced = paced;
        this.perRecordNanos = processing.perRecord().toNanos();
        this.perPollNanos = processing.perPoll().toNanos();
        this.rate = rate;
    }

    /** The records of a poll begin: time in which there were none is not made good. */
    void begin() {
        busyUntil = Math.max(busyUntil, System.nanoTime());
    }

    /** Hands records of one partition over to be processed: all together, or one by one if each takes its time. */
    void process(List<ConsumerRecord<byte[], byte[]>> records, Consumer<List<ConsumerRecord<byte[], byte[]>>> work) {
        int together = perRecordNanos > 0 ? 1 : records.size();
        for (int from = 0; from < records.size(); from += together) {
            List<ConsumerRecord<byte[], byte[]>> now = records.subList(from, from + together);
            admit(now);
            work.accept(now);
            spend(together);
        }
    }

    private void admit(List<ConsumerRecord<byte[], byte[]>> records) {
        if (rate != null) {
            long bytes = 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            }
            admit(records.size(), bytes);
        }
    }

    /** Likewise. */
    void admit(long records, long bytes) {
        if (rate != null) {
            long began = System.nanoTime();
            sleepUntil(rate.reserve(records, bytes));
            paced.accept(System.nanoTime() - began);
        }
    }

    /** Spends the time for so many records. */
    void spend(long records) {
        if (perRecordNanos > 0) {
            // A late wake-up is made good by the records that follow: the mean is what was asked for.
            busyUntil += perRecordNanos * records;
            sleepUntil(busyUntil);
        }
    }

    /** Spends the time for a poll that has returned records. */
    void spendPoll() {
        if (perPollNanos > 0) {
            sleepUntil(System.nanoTime() + perPollNanos);
        }
    }

    private void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0 && !hurried.getAsBoolean()) {
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
            left = nanos - System.nanoTime();
        }
    }
}
