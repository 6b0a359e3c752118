package io.datastorm.kafka.direct;

import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.SendTimes;

/** How records get into a batch. One a worker; not thread-safe. */
interface Filling {
    /** Begins a batch of the lane, with records of the template. */
    void begin(Batch batch, BatchTemplate template, PartitionQueue queue, long nowNanos, long millis);

    /**
     * Adds records that are due together, and moves the moment on to those that follow.
     *
     * @param sequence the first one's number in the run
     * @param most how many at most
     * @return how many there was room for; 0 if the batch must be sealed first
     */
    int fill(Batch batch, long sequence, int most, SendTimes moment);

    /** All are in: the batch's records are ready to be sent. */
    void seal(Batch batch);
}
