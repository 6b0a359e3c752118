package io.datastorm.kafka.direct.turn;

/** The order in which partitions get a worker's batches. One a worker; not thread-safe. */
public interface Turns {
    /** The topic has so many partitions now. */
    void partitions(int count);

    /** Looks ahead, before a partition is chosen: at least one is wanted then. */
    void prepare();

    /** Looks further ahead, because no partition that is wanted can be reached; false if there is no more to see. */
    boolean more();

    /** Whether there are records for a partition. */
    boolean wanted(int partition);

    /** Whose is smallest is next. */
    double pass(int partition);

    /** It is its turn. */
    void chosen(int partition);

    /** Its batch got so many records. */
    void took(int partition, int records);
}
