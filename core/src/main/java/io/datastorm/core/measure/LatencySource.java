package io.datastorm.core.measure;

/** Latencies that can be added to others: histograms, or their encoded form. */
public interface LatencySource {
    /**
     * Adds all of them.
     *
     * @throws IllegalArgumentException if they are encoded, and not well-formed
     */
    void addTo(Latencies target);
}
