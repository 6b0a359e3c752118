package io.datastorm.kafka.producer.transaction;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * A producer in whose place another one can come, as an application opens a new one after a fatal error of the old one.
 * One thread replaces it; any thread may ask for it.
 */
public final class ReplaceableProducer implements Supplier<Producer<byte[], byte[]>> {
    private final Supplier<Producer<byte[], byte[]>> factory;
    private volatile Producer<byte[], byte[]> current;

    /**
     * Makes the first one.
     *
     * @param factory makes producers that can be used at once
     */
    public ReplaceableProducer(Supplier<Producer<byte[], byte[]>> factory) {
        this.factory = factory;
        this.current = factory.get();
    }

    @Override
    public Producer<byte[], byte[]> get() {
        return current;
    }

    /** Closes it, so that each of its records has its outcome, and makes another one. */
    void replace() {
        current.close(Duration.ZERO);
        current = factory.get();
    }
}
