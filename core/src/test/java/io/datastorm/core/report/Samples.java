package io.datastorm.core.report;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencyDistribution;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results for tests of reports. */
public final class Samples {
    private Samples() {}

    public static Interval interval(long second) {
        return new Interval(
                second,
                1.0,
                1000,
                1000.0,
                36_000.0,
                1.5,
                9.25,
                12.0,
                null,
                0L,
                0.75,
                List.of(0.5),
                3.0,
                1L << 20,
                List.of(),
                List.of());
    }

    /** A plan as a result shows it. */
    static Map<String, Object> plan(String kind, String acks, boolean frozen, String compression) {
        Map<String, Object> sender = Map.of(
                "kind",
                kind,
                "workers",
                "2",
                "acks",
                acks,
                "compression",
                compression,
                "producers",
                "own",
                "batchSize",
                "1MiB",
                "linger",
                "25ms",
                "idempotence",
                "false",
                "profile",
                "throughput");
        return Map.of(
                "sender",
                sender,
                "records",
                Map.of("frozen", Boolean.toString(frozen)),
                "load",
                Map.of("warmup", "2s"));
    }

    public static RunResult result(Long stored, boolean agrees, boolean complete) {
        return result(stored, agrees, complete, plan("producer", "1", false, "none"));
    }

    public static RunResult result(Long stored, boolean agrees, boolean complete, Map<String, Object> plan) {
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run("id", "run", "2026-11-23T02:07:10Z", 2.0, complete, "0.1.0"),
                plan,
                new RunResult.Environment("17", "Linux", 2, 1L << 30, "c", "4.3.1", 1, 32, 1, true),
                new RunResult.Totals(2000L, 0L, 2000, 0L, 0L, stored, agrees, 72_000L, 90_000L, Map.of(), Map.of()),
                new RunResult.Throughput(1000, 36_000.0, 45_000.0, null, null),
                new RunResult.Latency(summary(), summary(), null, null, null, "saturated", 0L, null, null),
                new RunResult.Generator(1.5, 1333, 2L, 3.0, 5.0, 400.0, 100L << 20, 200 << 20),
                List.of(new RunResult.Broker(1, 1.0, 300 << 20)),
                List.of(interval(1), interval(2)),
                new RunResult.Validity(null, "generator", "all 2 cores were busy", List.of(), null, null),
                List.of(),
                null,
                List.of(new RunResult.ThresholdResult("totals.failed<1", 0.0, true)),
                List.of(),
                List.of(),
                RunResult.Senders.UNKNOWN,
                List.of(),
                null,
                null);
    }

    /** A run that ended in its warm-up. */
    public static RunResult interruptedInItsWarmup() {
        RunResult plain = result(2000L, true, false);
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run("id", "run", "2026-11-23T02:07:10Z", 0.0, false, "0.1.0"),
                plain.workload(),
                plain.environment(),
                plain.totals(),
                new RunResult.Throughput(0, 0.0, 0.0, 20_000.0, null),
                new RunResult.Latency(null, null, null, null, null, "openLoop", 0L, null, null),
                plain.generator(),
                plain.brokers(),
                List.of(),
                new RunResult.Validity(
                        false, "unknown", "nothing was acknowledged", List.of("interrupted"), null, null),
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

    /** A run whose throughput rose from second to second. */
    static RunResult rising() {
        RunResult plain = result(2000L, true, true);
        List<Interval> rising = IntStream.rangeClosed(1, 10)
                .mapToObj(second -> new Interval(
                        second,
                        1.0,
                        100L * second,
                        100.0 * second,
                        0.0,
                        null,
                        null,
                        null,
                        null,
                        0L,
                        0.5,
                        List.of(),
                        0.0,
                        0L,
                        List.of(),
                        List.of()))
                .toList();
        return new RunResult(
                RunResult.FORMAT_VERSION,
                plain.run(),
                plain.workload(),
                plain.environment(),
                plain.totals(),
                plain.throughput(),
                plain.latency(),
                plain.generator(),
                plain.brokers(),
                rising,
                new RunResult.Validity(null, "generator", "all 2 cores were busy", List.of(), false, 2.0),
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

    /** A run of so many seconds. */
    static RunResult seconds(int seconds) {
        RunResult plain = result(2000L, true, true);
        return with(
                plain.totals(),
                IntStream.rangeClosed(1, seconds).mapToObj(Samples::interval).toList());
    }

    /** A run of which some records failed, and some have no answer. */
    public static RunResult failing(long failed, long unresolved) {
        return with(
                new RunResult.Totals(
                        2000L + failed + unresolved,
                        0L,
                        2000,
                        failed,
                        unresolved,
                        2000L,
                        true,
                        72_000L,
                        90_000L,
                        Map.of("TIMEOUT", failed),
                        Map.of("TIMEOUT", unresolved)),
                List.of(interval(1), interval(2)));
    }

    private static RunResult with(RunResult.Totals totals, List<Interval> intervals) {
        RunResult plain = result(2000L, true, true);
        return new RunResult(
                RunResult.FORMAT_VERSION,
                plain.run(),
                plain.workload(),
                plain.environment(),
                totals,
                plain.throughput(),
                plain.latency(),
                plain.generator(),
                plain.brokers(),
                intervals,
                plain.validity(),
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

    /** A run with everything that a report can show, and names that would like to be markup. */
    public static RunResult eventful(String name) {
        RunResult plain = result(2000L, true, true);
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run("id", name, "2026-11-23T02:07:10.123Z", 2.0, true, "0.1.0"),
                plain.workload(),
                plain.environment(),
                plain.totals(),
                new RunResult.Throughput(1000, 36_000.0, 45_000.0, 1000.0, null),
                new RunResult.Latency(
                        summary(), summary(), summary(), null, null, "openLoop", 0L, null, distribution()),
                plain.generator(),
                plain.brokers(),
                IntStream.rangeClosed(1, 30).mapToObj(Samples::interval).toList(),
                new RunResult.Validity(true, "broker", "broker 1 was busy", List.of(name), null, null),
                List.of(
                        new RunResult.FaultResult("kill 2 @ 5s " + name, 5.0, 1200.0, false, 3.5, null, null),
                        new RunResult.FaultResult("restart 2 @ 6s", 6.0, null, false, null, 8.0, null)),
                broken(),
                plain.thresholds(),
                plain.streams(),
                List.of(),
                new RunResult.Senders(352.5, List.of(new RunResult.SenderProcess("gateway", 3.2, 210L << 20))),
                List.of(),
                null,
                null);
    }

    private static Verification broken() {
        return new Verification(
                2000,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                2000,
                4,
                4,
                true,
                true,
                "BROKEN",
                List.of(new Verification.Place("LOST", null, 3, 17, 1, 12, 1)),
                List.of(),
                0.5,
                4000,
                28,
                List.of(),
                null,
                List.of());
    }

    private static LatencyDistribution distribution() {
        List<LatencyDistribution.Percentile> percentiles = IntStream.range(0, 100)
                .mapToObj(i -> new LatencyDistribution.Percentile(100 - 100 / (1.0 + i * i), 1.5 + i))
                .toList();
        LatencyDistribution.Column column = new LatencyDistribution.Column(30, List.of(5L, 100L, 7L));
        return new LatencyDistribution(
                percentiles,
                percentiles.subList(0, 50),
                new LatencyDistribution.OverTime(
                        1,
                        IntStream.rangeClosed(1, 30)
                                .mapToObj(second -> second == 6 ? null : column)
                                .collect(Collectors.toList())),
                List.of(new LatencyDistribution.Late(6, 1200)));
    }

    private static RunResult.Summary summary() {
        return new RunResult.Summary(2000, 2.0, 1.5, 5.0, 7.0, 9.25, 11.0, 11.5, 12.0);
    }
}
