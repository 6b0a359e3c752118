package io.datastorm.core.result;

/** A second of a run or of one of its streams, as far as throughput goes. */
public interface MeasuredSecond {
    /** Its exact length. */
    double seconds();

    /** Acknowledged records, scaled to a whole second. */
    double recordsPerSecond();
}
