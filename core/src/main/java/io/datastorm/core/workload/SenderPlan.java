package io.datastorm.core.workload;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How records are sent.
 *
 * @param kind through what
 * @param profile where defaults come from
 * @param workers sending threads
 * @param spin whether workers keep their core while they wait for a record's time
 * @param sharedProducer one producer for all workers, instead of one each
 * @param acks 0, 1 or all
 * @param compression none, gzip, snappy, lz4 or zstd
 * @param batch what is put together into one batch, and for how long
 * @param maxInFlight requests in flight on a connection
 * @param outstanding records that each worker may have in flight; empty: as many as fit
 * @param idempotence whether retries cannot duplicate
 * @param transactions into which each worker puts its records; empty: none
 * @param gateway of a sender that needs one; empty: it starts its own
 * @param properties further settings of the producer, over ours; may hold secrets
 */
public record SenderPlan(
        Kind kind,
        Profile profile,
        int workers,
        boolean spin,
        boolean sharedProducer,
        String acks,
        String compression,
        Batch batch,
        int maxInFlight,
        Optional<Integer> outstanding,
        boolean idempotence,
        Optional<TransactionPlan> transactions,
        Optional<String> gateway,
        Map<String, String> properties) {
    /**
     * Through what records reach the brokers.
     *
     * @param name as {@code --sender} says it, in lower case
     */
    public record Kind(String name) {
        /** The official KafkaProducer: what an application would get. */
        public static final Kind PRODUCER = new Kind("producer");
        /** Prebuilt record batches: what the cluster can take. */
        public static final Kind DIRECT = new Kind("direct");
        /** Those that are always there; others come from a {@code SenderProvider}. */
        public static final List<Kind> BUILT_IN = List.of(PRODUCER, DIRECT);

        public Kind {
            name = name.toLowerCase(Locale.ROOT);
        }

        /** Whether it sends prebuilt batches. */
        public boolean direct() {
            return equals(DIRECT);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Batching.
     *
     * @param size largest batch
     * @param adaptive whether batches are made smaller where that costs little throughput and saves latency, as
     *     measured while it runs
     * @param linger how long a batch waits to become full
     * @param bufferMemory for records not sent yet, a producer
     */
    public record Batch(DataSize size, boolean adaptive, Duration linger, DataSize bufferMemory) {}

    @Override
    public String toString() {
        return "SenderPlan[" + kind + ", " + workers + " workers, acks=" + acks + ", " + compression + ", " + batch
                + "]";
    }
}
