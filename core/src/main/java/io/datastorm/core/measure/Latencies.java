package io.datastorm.core.measure;

import org.HdrHistogram.Histogram;

/**
 * Histograms of response time, service time and lag, in nanoseconds. Not thread-safe.
 *
 * @param censored records without a latency, and how long they took at least; they are in the response times as well
 * @param commit how long transactions took from when their commit was asked for
 * @param open how long they took from their beginning
 */
public record Latencies(
        Histogram response, Histogram service, Histogram lag, Histogram censored, Histogram commit, Histogram open)
        implements LatencySource {
    private static final int DIGITS = 3;

    /** Empty ones. */
    public static Latencies empty() {
        return new Latencies(
                new Histogram(DIGITS),
                new Histogram(DIGITS),
                new Histogram(DIGITS),
                new Histogram(DIGITS),
                new Histogram(DIGITS),
                new Histogram(DIGITS));
    }

    /** Makes them empty again; their memory stays. */
    public void clear() {
        response.reset();
        service.reset();
        lag.reset();
        censored.reset();
        commit.reset();
        open.reset();
    }

    @Override
    public void addTo(Latencies target) {
        target.response.add(response);
        target.service.add(service);
        target.lag.add(lag);
        target.censored.add(censored);
        target.commit.add(commit);
        target.open.add(open);
    }
}
