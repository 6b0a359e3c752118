package io.datastorm.core.result;

/**
 * One second of one stream, frozen.
 *
 * @param second 1 for the first measured second; 0 and below for the warm-up
 * @param seconds its exact length, as far as the stream was measured in it
 * @param acknowledged records acknowledged in it
 * @param recordsPerSecond acknowledged, scaled to a whole second
 * @param payloadBytesPerSecond value bytes acknowledged, scaled to a whole second
 * @param p50Millis response time of what was acknowledged in it; null if nothing was
 * @param p99Millis likewise
 * @param maxMillis likewise
 * @param lagP99Millis intended to sent; null in a closed loop
 * @param failed records that failed in it
 */
public record StreamInterval(
        long second,
        double seconds,
        long acknowledged,
        double recordsPerSecond,
        Double payloadBytesPerSecond,
        Double p50Millis,
        Double p99Millis,
        Double maxMillis,
        Double lagP99Millis,
        Long failed)
        implements MeasuredSecond {
    /** The same where the stream has ended so long after its beginning. */
    public StreamInterval within(double shorter) {
        double scale = seconds / shorter;
        return new StreamInterval(
                second,
                shorter,
                acknowledged,
                recordsPerSecond * scale,
                payloadBytesPerSecond * scale,
                p50Millis,
                p99Millis,
                maxMillis,
                lagP99Millis,
                failed);
    }
}
