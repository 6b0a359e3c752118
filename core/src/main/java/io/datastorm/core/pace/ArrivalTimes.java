package io.datastorm.core.pace;

import java.time.Duration;

/** When the records of a recording came, from its beginning. Immutable; schedules are made from it, one a worker. */
public interface ArrivalTimes {
    /** How many records there are. */
    long records();

    /** From the first record to the last. */
    Duration span();

    /** The times of one worker's records, as they came. */
    Schedule schedule(Load.Share share);
}
