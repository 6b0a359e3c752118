package io.datastorm.kafka.producer.transaction;

import io.datastorm.core.measure.TransactionStats;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.generator.stamp.Mix;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * One worker's transactions, one after the other (KIP-98). A transaction in which a record could not be sent is
 * aborted, and the worker goes on with the next one; it opens another producer when its own cannot go on. Kafka's
 * documentation asks both of applications.
 *
 * <p>Belongs to the worker's thread; {@link #stored} is called by the thread that receives acknowledgements.
 */
public final class WorkerTransactions {
    /** One that waits for its records ends when this part of its timeout is over. */
    private static final int TIMEOUT_PARTS = 2;
    /** Somebody else who has the same transactional id would fence each new one. */
    private static final int MOST_REPLACED = 100;

    private final ReplaceableProducer producer;
    private final Terms terms;
    private final TransactionStats stats;
    private final Lanes lanes;
    private final int mostRecords;
    private final long openNanos;
    /** The partitions that have records of the current one. */
    private final BitSet partitions = new BitSet();

    private BooleanSupplier over;
    private boolean open;
    private int number;
    private int replaced;
    private int records;
    private long beganNanos;
    private volatile long waitedNanos;

    /**
     * How transactions are made.
     *
     * @param partitions that there are
     * @param timeout after which the coordinator aborts one
     * @param seed says which of them are aborted on purpose
     * @param patience for the answer to a commit or an abort
     */
    public record Terms(TransactionPlan plan, int partitions, Duration timeout, long seed, Duration patience) {}

    /** Who knows which records are in the current transaction. */
    public interface Lanes {
        /** Nobody wants to know. */
        Lanes NONE = new Lanes() {
            @Override
            public void begin() {}

            @Override
            public void end(TransactionOutcome outcome, int number) {}
        };

        /** A transaction begins with the next record. */
        void begin();

        /** The transaction of all records since its beginning has ended so. */
        void end(TransactionOutcome outcome, int number);
    }

    /**
     * For a worker with a producer whose transactions are initialized.
     *
     * @param over tells that nobody waits for the cluster any more
     */
    public WorkerTransactions(
            ReplaceableProducer producer, Terms terms, TransactionStats stats, Lanes lanes, BooleanSupplier over) {
        this.producer = producer;
        this.terms = terms;
        this.stats = stats;
        this.lanes = lanes;
        this.over = over;
        this.mostRecords = terms.plan().records().orElse(Integer.MAX_VALUE);
        this.openNanos = terms.plan()
                .time()
                .orElse(terms.timeout().dividedBy(TIMEOUT_PARTS))
                .toNanos();
    }

    /** The next record belongs to the current transaction, or to a new one. */
    public void beforeRecord() {
        if (!open) {
            begin();
            partitions.clear();
            records = 0;
            beganNanos = System.nanoTime();
            lanes.begin();
            open = true;
        }
    }

    /** That the producer is fenced may come out only here, when the transaction before was aborted. */
    private void begin() {
        while (true) {
            try {
                producer.get().beginTransaction();
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                replace(e);
            }
        }
    }

    /** The producer has taken a record. */
    public void taken() {
        records++;
        if (records == mostRecords) {
            end();
        }
    }

    /** A record of the current transaction is stored. Acknowledging thread. */
    public void stored(int partition) {
        partitions.set(partition);
    }

    /** How long the current one may stay open; a very long time if there is none. */
    public long leftNanos() {
        return open ? beganNanos + openNanos - System.nanoTime() : Long.MAX_VALUE;
    }

    /** Ends the current one if its time is over. */
    public void endIfOver() {
        if (open && leftNanos() <= 0) {
            end();
        }
    }

    /**
     * Ends the current one, if there is one.
     *
     * @param nobodyWaits tells that there is no more time to wait for the cluster
     */
    public void finish(BooleanSupplier nobodyWaits) {
        over = nobodyWaits;
        if (open) {
            end();
        }
    }

    /**
     * The producer takes no more records of the current one: it is aborted, and the next record begins another one.
     *
     * @throws KafkaException if there is no going on with this producer
     */
    public void refused(KafkaException reason) {
        if (!open) {
            throw reason;
        }
        long asked = System.nanoTime();
        ended(abort(reason), asked);
    }

    private void end() {
        long asked = System.nanoTime();
        ended(abortedOnPurpose() ? abortStored() : commit(), asked);
    }

    private boolean abortedOnPurpose() {
        double draw = (Mix.mix(terms.seed(), number) >>> 11) * 0x1.0p-53;
        return draw < terms.plan().abortShare();
    }

    /**
     * What a call came to.
     *
     * @param whole whether all of its records were stored
     * @param fatal there is no going on with this producer; null if there is
     */
    private record End(TransactionOutcome outcome, boolean whole, RuntimeException fatal) {}

    private boolean givesUp(long askedNanos) {
        return over.getAsBoolean()
                || System.nanoTime() - askedNanos > terms.patience().toNanos();
    }

    private End commit() {
        long asked = System.nanoTime();
        while (true) {
            try {
                producer.get().commitTransaction();
                return new End(TransactionOutcome.COMMITTED, true, null);
            } catch (TimeoutException e) {
                // It may be asked for again, and must not be aborted: it may be committed.
                if (givesUp(asked)) {
                    return new End(TransactionOutcome.UNRESOLVED, false, e);
                }
            } catch (InterruptException e) {
                return new End(TransactionOutcome.UNRESOLVED, false, e);
            } catch (KafkaException e) {
                return abort(e);
            }
        }
    }

    /** Its records are in the log first: so there is something that nobody may see. */
    private End abortStored() {
        try {
            producer.get().flush();
            return abort(null);
        } catch (InterruptException e) {
            return new End(TransactionOutcome.UNRESOLVED, false, e);
        }
    }

    private End abort(KafkaException reason) {
        long asked = System.nanoTime();
        while (true) {
            try {
                producer.get().abortTransaction();
                return new End(TransactionOutcome.ABORTED, reason == null, null);
            } catch (TimeoutException e) {
                if (givesUp(asked)) {
                    return new End(TransactionOutcome.UNRESOLVED, false, e);
                }
            } catch (KafkaException | IllegalStateException e) {
                // A fenced producer, for example, or one that does not know what became of its commit.
                return new End(TransactionOutcome.UNRESOLVED, false, reason == null ? e : reason);
            }
        }
    }

    /** How long the worker has waited for commits and aborts. Any thread. */
    public long waitedNanos() {
        return waitedNanos;
    }

    private void ended(End end, long askedNanos) {
        // Only this thread writes it.
        waitedNanos = waitedNanos + System.nanoTime() - askedNanos;
        int stored = partitions.cardinality();
        TransactionStats.Ended facts = new TransactionStats.Ended(
                records,
                end.outcome() == TransactionOutcome.UNRESOLVED ? 0 : stored,
                // A partition in which no record could be stored may belong to it all the same.
                end.whole() ? stored : Math.min(records, terms.partitions()),
                beganNanos,
                askedNanos,
                System.nanoTime());
        switch (end.outcome()) {
            case COMMITTED -> stats.committed(facts);
            case ABORTED -> stats.aborted(facts);
            case UNRESOLVED -> stats.unresolved(facts);
        }
        lanes.end(end.outcome(), number);
        number++;
        open = false;
        if (end.fatal() != null) {
            replace(end.fatal());
        }
    }

    private static Throwable root(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Another producer would not be allowed more, and would not wait less. */
    private static boolean mendedByAnother(RuntimeException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptException) {
                return false;
            }
        }
        return true;
    }

    /**
     * Goes on with another producer if that mends it.
     *
     * @throws KafkaException if it does not
     */
    private void replace(RuntimeException why) {
        if (!mendedByAnother(why) || replaced == MOST_REPLACED || over.getAsBoolean()) {
            throw new KafkaException("there can be no further transaction: " + root(why), why);
        }
        replaced++;
        stats.replaced();
        producer.replace();
    }
}
