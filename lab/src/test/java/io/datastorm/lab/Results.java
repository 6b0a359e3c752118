package io.datastorm.lab;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.util.List;
import java.util.Map;

/** Results of runs that were not made. */
public final class Results {
    private Results() {}

    public static RunResult throughput(double recordsPerSecond) {
        return result(recordsPerSecond, 0, true);
    }

    /** With failed records. */
    public static RunResult failed() {
        return result(1000, 3, true);
    }

    /** Interrupted. */
    public static RunResult incomplete() {
        return result(1000, 0, false);
    }

    /** At a rate that is met. */
    public static RunResult latency(double p99Millis) {
        RunResult.Summary response = new RunResult.Summary(2000, 2.0, 1.5, 3.0, 3.5, p99Millis, 11.0, 11.5, 12.0);
        return with(
                new RunResult.Latency(response, response, response, null, null, "openLoop", 0L, null, null),
                List.of(),
                new RunResult.Validity(true, "rate", "the asked rate was met", List.of(), null, null));
    }

    /** With these seconds. */
    public static RunResult seconds(List<Interval> intervals) {
        RunResult plain = throughput(1000);
        return with(plain.latency(), intervals, plain.validity());
    }

    private static RunResult with(RunResult.Latency latency, List<Interval> intervals, RunResult.Validity validity) {
        RunResult plain = throughput(1000);
        return new RunResult(
                plain.formatVersion(),
                plain.run(),
                plain.workload(),
                plain.environment(),
                plain.totals(),
                plain.throughput(),
                latency,
                plain.generator(),
                plain.brokers(),
                intervals,
                validity,
                plain.faults(),
                plain.verification(),
                plain.thresholds(),
                plain.streams(),
                List.of(),
                RunResult.Senders.UNKNOWN,
                List.of(),
                null,
                null);
    }

    private static RunResult result(double recordsPerSecond, long failed, boolean complete) {
        RunResult.Summary latency = new RunResult.Summary(2000, 2.0, 1.5, 5.0, 7.0, 9.25, 11.0, 11.5, 12.0);
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run("id", "run", "2026-11-23T02:07:10Z", 2.0, complete, "0.1.0"),
                Map.of(),
                new RunResult.Environment("17", "Linux", 2, 1L << 30, "c", "4.3.1", 1, 32, 1, true),
                new RunResult.Totals(2000L, 0L, 2000, failed, 0L, 2000L, true, 72_000L, 90_000L, Map.of(), Map.of()),
                new RunResult.Throughput(recordsPerSecond, 36_000.0, 45_000.0, null, null),
                new RunResult.Latency(latency, latency, null, null, null, "saturated", 0L, null, null),
                new RunResult.Generator(1.5, 1333, 2L, 3.0, 5.0, 400.0, 100L << 20, 200 << 20),
                List.of(new RunResult.Broker(1, 1.0, 300 << 20)),
                List.of(),
                new RunResult.Validity(null, "generator", "all 2 cores were busy", List.of(), null, null),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                RunResult.Senders.UNKNOWN,
                List.of(),
                null,
                null);
    }
}
