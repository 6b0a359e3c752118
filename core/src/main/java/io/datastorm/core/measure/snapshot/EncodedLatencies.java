package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.LatencySource;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies as bytes: of each histogram only what was counted, as pairs of a value and a count. They are added without
 * being made into histograms first, because one that is decoded takes a hundred kilobytes from the heap. Immutable.
 */
final class EncodedLatencies implements LatencySource {
    private static final byte OWN = 0;
    private static final byte AS_RESPONSE = 1;
    /** A record that waits for longer than a year is none. */
    private static final long MOST_NANOS = 365L * 24 * 3600 * 1_000_000_000L;

    private final byte[] bytes;

    EncodedLatencies(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Encodes histograms. */
    static byte[] encode(Latencies latencies) {
        ByteWriter out = new ByteWriter();
        histogram(out, latencies.response());
        // In a closed loop both are the same.
        if (latencies.service().equals(latencies.response())) {
            out.writeByte(AS_RESPONSE);
        } else {
            out.writeByte(OWN);
            histogram(out, latencies.service());
        }
        histogram(out, latencies.lag());
        histogram(out, latencies.censored());
        return out.bytes();
    }

    private static void histogram(ByteWriter out, Histogram histogram) {
        if (histogram.getTotalCount() > 0) {
            long last = 0;
            for (HistogramIterationValue step : histogram.recordedValues()) {
                long value = step.getValueIteratedTo();
                out.writeVarlong(value - last);
                out.writeVarlong(step.getCountAtValueIteratedTo());
                last = value;
            }
        }
        // A count is never 0.
        out.writeVarlong(0);
        out.writeVarlong(0);
    }

    @Override
    public void addTo(Latencies target) {
        ByteReader in = new ByteReader(bytes);
        add(in, target.response());
        if (in.readByte() == AS_RESPONSE) {
            add(new ByteReader(bytes), target.service());
        } else {
            add(in, target.service());
        }
        add(in, target.lag());
        add(in, target.censored());
        in.end();
    }

    private static void add(ByteReader in, Histogram histogram) {
        long value = 0;
        while (true) {
            value += in.readVarlong();
            long count = in.readVarlong();
            if (count == 0) {
                return;
            }
            if (value < 0 || value > MOST_NANOS || count < 0) {
                throw new IllegalArgumentException("no latency: %d, %d times".formatted(value, count));
            }
            histogram.recordValueWithCount(value, count);
        }
    }
}
