package io.datastorm.cli.terminal;

import io.datastorm.core.report.summary.NumberFormat;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.StreamInterval;
import java.util.Locale;
import java.util.Map;

/** A line a second, for logs and pipes. */
public record LineView(Screen screen) implements Progress {
    @Override
    public void interval(Interval interval) {
        double brokers =
                interval.brokerCpu().stream().mapToDouble(Double::doubleValue).sum();
        screen.say(String.format(
                Locale.ROOT,
                "%8s  %9s records/s  p50 %9s  p99 %9s  failed %d  CPU generator %.2f%s%s",
                interval.measured() ? interval.second() + " s" : "warm-up",
                NumberFormat.count(interval.recordsPerSecond()),
                NumberFormat.millis(interval.p50Millis()),
                NumberFormat.millis(interval.p99Millis()),
                interval.failed(),
                interval.generatorCpu(),
                interval.brokerCpu().isEmpty() ? "" : String.format(Locale.ROOT, " brokers %.2f", brokers),
                interval.faults().isEmpty() ? "" : "  ← " + String.join("; ", interval.faults())));
    }

    @Override
    public void streams(Map<String, StreamInterval> each) {
        each.forEach((name, interval) -> screen.say(String.format(
                Locale.ROOT,
                "%8s  %9s records/s  p50 %9s  p99 %9s  failed %d  stream %s",
                "",
                NumberFormat.count(interval.recordsPerSecond()),
                NumberFormat.millis(interval.p50Millis()),
                NumberFormat.millis(interval.p99Millis()),
                interval.failed(),
                name)));
    }

    @Override
    public void draining() {}

    @Override
    public void clear() {}
}
