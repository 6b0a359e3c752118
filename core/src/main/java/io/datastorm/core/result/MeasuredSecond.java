package io.datastorm.core.result;

/** What a second of a run and a second of one of its streams have in common. */
public interface MeasuredSecond {
    /** 1 for the first measured second; 0 and below for the warm-up. */
    long second();

    /** Its exact length. */
    double seconds();

    /** Records acknowledged in it. */
    long acknowledged();

    /** Acknowledged records, scaled to a whole second. */
    double recordsPerSecond();

    /** Value bytes acknowledged, scaled to a whole second. */
    Double payloadBytesPerSecond();

    /** Response time of what was acknowledged in it; null if nothing was. */
    Double p50Millis();

    /** Likewise. */
    Double p99Millis();

    /** Likewise. */
    Double maxMillis();

    /** Intended to sent; null in a closed loop. */
    Double lagP99Millis();

    /** Records that failed in it. */
    Long failed();
}
