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

    private EncodedLatencies(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Latencies that another process has encoded.
     *
     * @throws IllegalArgumentException if they are not well-formed
     */
    static EncodedLatencies of(byte[] bytes) {
        EncodedLatencies latencies = new EncodedLatencies(bytes);
        latencies.walk((kind, value, count) -> {});
        return latencies;
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
        histogram(out, latencies.commit());
        histogram(out, latencies.open());
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
        walk((kind, value, count) -> histogram(target, kind).recordValueWithCount(value, count));
    }

    private static Histogram histogram(Latencies latencies, Kind kind) {
        return switch (kind) {
            case RESPONSE -> latencies.response();
            case SERVICE -> latencies.service();
            case LAG -> latencies.lag();
            case CENSORED -> latencies.censored();
            case COMMIT -> latencies.commit();
            case OPEN -> latencies.open();
        };
    }

    /** Which of the histograms. */
    private enum Kind {
        RESPONSE,
        SERVICE,
        LAG,
        CENSORED,
        COMMIT,
        OPEN
    }

    /** Is told each value that was counted. */
    private interface Visitor {
        void value(Kind kind, long value, long count);
    }

    private void walk(Visitor visitor) {
        ByteReader in = new ByteReader(bytes);
        walk(in, Kind.RESPONSE, visitor);
        if (in.readByte() == AS_RESPONSE) {
            walk(new ByteReader(bytes), Kind.SERVICE, visitor);
        } else {
            walk(in, Kind.SERVICE, visitor);
        }
        walk(in, Kind.LAG, visitor);
        walk(in, Kind.CENSORED, visitor);
        walk(in, Kind.COMMIT, visitor);
        walk(in, Kind.OPEN, visitor);
        in.end();
    }

    private static void walk(ByteReader in, Kind kind, Visitor visitor) {
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
            visitor.value(kind, value, count);
        }
    }
}
