package io.datastorm.kafka.direct.sizing;

/** How many records make a batch full. Thread-safe: all workers of a run have the same one. */
public interface BatchSizing {
    /** As many as there are. */
    BatchSizing FULL = new BatchSizing() {
        @Override
        public int records(int wholeRecords) {
            return wholeRecords;
        }

        @Override
        public void acknowledged(int records, long latencyNanos, long nowNanos) {
            // Nothing is learned from it.
        }
    };

    /**
     * For the next batch.
     *
     * @param wholeRecords as many as its template has
     * @return 1 to that many
     */
    int records(int wholeRecords);

    /**
     * A batch was acknowledged.
     *
     * @param latencyNanos since its first record
     */
    void acknowledged(int records, long latencyNanos, long nowNanos);
}
