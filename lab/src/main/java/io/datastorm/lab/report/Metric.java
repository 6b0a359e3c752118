package io.datastorm.lab.report;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/** A figure of a run that variants are compared by. */
public enum Metric {
    /** Acknowledged records a second. */
    THROUGHPUT("throughput", "records/s", true),
    /** How far the generator's CPU reaches. */
    RECORDS_PER_CPU_SECOND("records per CPU-second", "records", true),
    /** What 10,000 records cost the generator. */
    CPU_PER_10_000("CPU for 10,000 records", "ms", false),
    /** Half of the records were answered within it. */
    LATENCY_P50("latency p50", "ms", false),
    /** 99 of 100 records were answered within it. */
    LATENCY_P99("latency p99", "ms", false),
    /** 999 of 1000 records were answered within it. */
    LATENCY_P999("latency p99.9", "ms", false),
    /** How much throughput changed from second to second. */
    VARIATION("varies from second to second by", "%", false),
    /** Cores that the generator used. */
    GENERATOR_CPU("generator CPU", "cores", false),
    /** Cores that all local brokers used. */
    BROKER_CPU("broker CPU", "cores", false),
    /** Cores that processes used which work for the senders, such as a gateway. */
    SENDER_PROCESS_CPU("CPU of sender processes", "cores", false),
    /** How long it took until all senders were open. */
    CONNECT("senders open after", "ms", false),
    /** Bytes a record on the wire. */
    WIRE_BYTES("on the wire", "bytes a record", false),
    /** The most memory that the generator's process held. */
    MEMORY("peak memory", "MiB", false),
    /** The most of its heap that was in use. */
    HEAP("peak heap", "MiB", false),
    /** The longest garbage collection pause. */
    GC_PAUSE("longest GC pause", "ms", false);

    private static final double MIB = 1 << 20;
    private static final double TEN_THOUSAND = 10_000;
    private static final double MILLIS = 1000;

    private final String label;
    private final String unit;
    private final boolean higherIsBetter;

    Metric(String label, String unit, boolean higherIsBetter) {
        this.label = label;
        this.unit = unit;
        this.higherIsBetter = higherIsBetter;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Whether a table that no run has it for is better without it. */
    boolean rare() {
        return this == SENDER_PROCESS_CPU || this == CONNECT;
    }

    /** Of a run that missed its aim: worse than that of any other. */
    double worst() {
        return higherIsBetter ? 0 : Double.POSITIVE_INFINITY;
    }

    /** Of one run; NaN if it has none. */
    double of(RunResult result) {
        RunResult.Generator generator = result.generator();
        RunResult.Summary latency = result.latency().response();
        double seconds = Math.max(1e-9, result.run().durationSeconds());
        return switch (this) {
            case THROUGHPUT -> result.throughput().recordsPerSecond();
            case RECORDS_PER_CPU_SECOND -> known(generator.recordsPerCpuSecond());
            case CPU_PER_10_000 -> TEN_THOUSAND * MILLIS / known(generator.recordsPerCpuSecond());
            case LATENCY_P50 -> latency == null ? Double.NaN : latency.p50Millis();
            case LATENCY_P99 -> latency == null ? Double.NaN : latency.p99Millis();
            case LATENCY_P999 -> latency == null ? Double.NaN : latency.p999Millis();
            case GENERATOR_CPU -> known(generator.cpuSeconds()) / seconds;
            case BROKER_CPU ->
                result.brokers().isEmpty()
                        ? Double.NaN
                        : result.brokers().stream()
                                        .mapToDouble(RunResult.Broker::cpuSeconds)
                                        .sum()
                                / seconds;
            case SENDER_PROCESS_CPU ->
                result.senders().processes().isEmpty()
                        ? Double.NaN
                        : result.senders().processes().stream()
                                        .mapToDouble(RunResult.SenderProcess::cpuSeconds)
                                        .sum()
                                / seconds;
            case CONNECT -> known(result.senders().connectMillis());
            case WIRE_BYTES ->
                known(result.throughput().wireBytesPerSecond())
                        / Math.max(1e-9, result.throughput().recordsPerSecond());
            case VARIATION -> variation(result.intervals());
            case MEMORY -> known(generator.peakRssBytes()) / MIB;
            case HEAP -> known(generator.peakHeapBytes()) / MIB;
            // No pause is an answer as well, but not of a client whose heap is not known.
            case GC_PAUSE -> Double.isNaN(known(generator.peakHeapBytes())) ? Double.NaN : generator.gcPauseMaxMillis();
        };
    }

    /** NaN for null. Results of older versions have zeros there, which no process and no JVM can have. */
    private static double known(Number value) {
        return value == null || value.doubleValue() == 0 ? Double.NaN : value.doubleValue();
    }

    /** Standard deviation over mean, in percent. */
    private static double variation(List<Interval> intervals) {
        double[] seconds = intervals.stream()
                .filter(Interval::measured)
                .mapToDouble(Interval::recordsPerSecond)
                .toArray();
        if (seconds.length < 2) {
            return Double.NaN;
        }
        double mean = Arrays.stream(seconds).average().orElseThrow();
        return mean > 0 ? 100 * StandardDeviation.of(seconds).getAsDouble() / mean : Double.NaN;
    }

    /** A value as people read it. */
    String show(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (this) {
            case THROUGHPUT, RECORDS_PER_CPU_SECOND -> NumberFormat.count(value);
            case LATENCY_P50, LATENCY_P99, LATENCY_P999, GC_PAUSE, CPU_PER_10_000, CONNECT ->
                NumberFormat.millis(value);
            case MEMORY, HEAP -> NumberFormat.memory(Math.round(value * MIB));
            case GENERATOR_CPU, BROKER_CPU, SENDER_PROCESS_CPU -> String.format(Locale.ROOT, "%.2f", value);
            case VARIATION -> String.format(Locale.ROOT, "%.1f %%", value);
            case WIRE_BYTES -> String.format(Locale.ROOT, "%.1f", value);
        };
    }
}
