package io.datastorm.kafka.direct.batch;

import io.datastorm.kafka.direct.template.SendTimes;

/** How records get into a batch. One a worker; not thread-safe. */
public interface Filling {
    /** The batch has begun: records of its template follow. */
    void begin(Batch batch);

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
