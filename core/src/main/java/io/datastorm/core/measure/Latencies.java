package io.datastorm.core.measure;

import org.HdrHistogram.Histogram;

/** Histograms of response time, service time and lag, in nanoseconds. Not thread-safe. */
public record Latencies(Histogram response, Histogram service, Histogram lag) {
    private static final int DIGITS = 3;

    /** Empty ones. */
    public static Latencies empty() {
        return new Latencies(new Histogram(DIGITS), new Histogram(DIGITS), new Histogram(DIGITS));
    }

    /** Makes them empty again; their memory stays. */
    void clear() {
        response.reset();
        service.reset();
        lag.reset();
    }

    /** Adds all of another. */
    void add(Latencies other) {
        response.add(other.response);
        service.add(other.service);
        lag.add(other.lag);
    }
}
