package io.datastorm.kafka.direct.turn;

/** The keys that a worker draws for its batches. Not thread-safe. */
public interface BatchKeys {
    /** How many keys a partition's batch can get, of so many that it wants. */
    int available(int partition, int wanted);

    /** Writes the next key of a partition, which has one. */
    void write(int partition, byte[] target, int offset);
}
