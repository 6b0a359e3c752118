package io.datastorm.core.workload;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A set of defaults for a sender; whatever is given wins over it. */
public enum Profile {
    /** What the official client does if nothing is set (Kafka 4): what an application gets that does not tune. */
    KAFKA("all", Duration.ofMillis(5), 16 << 10, 16 << 10),
    /** As many records as possible: large batches, the leader's acknowledgement alone. */
    THROUGHPUT("1", Duration.ofMillis(25), 256 << 10, 1 << 20),
    /** Each record as soon as possible. */
    LATENCY("1", Duration.ZERO, 16 << 10, 16 << 10);

    private final String acks;
    private final Duration linger;
    private final int producerBatch;
    private final int directBatch;

    Profile(String acks, Duration linger, int producerBatch, int directBatch) {
        this.acks = acks;
        this.linger = linger;
        this.producerBatch = producerBatch;
        this.directBatch = directBatch;
    }

    /** Their names in a workload. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Profile::text).toList();
    }

    /** By its name in a workload. */
    public static Profile named(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As in a workload. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** 0, 1 or all. */
    public String acks() {
        return acks;
    }

    /** How long a batch waits to become full. */
    public Duration linger() {
        return linger;
    }

    /** Largest batch. */
    public DataSize batch(SenderPlan.Kind kind) {
        return new DataSize(kind.direct() ? directBatch : producerBatch);
    }
}
