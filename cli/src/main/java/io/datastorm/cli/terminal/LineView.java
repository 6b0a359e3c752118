package io.datastorm.cli.terminal;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.StreamInterval;
import java.util.Locale;
import java.util.Map;

/**
 * Lines for logs and pipes: each second at first, then each tenth, and after ten minutes each sixtieth. Seconds with
 * faults or failures, and those without an acknowledgement, are always told.
 *
 * @param consumesOnly whether nothing is written
 * @param several whether there are several streams
 */
public record LineView(Screen screen, boolean consumesOnly, boolean several) implements Progress {
    private static final int MOST_GROUPS = 4;

    private static final int MINUTE = 60;
    private static final int TEN = 10;

    @Override
    public void second(RunSecond second) {
        if (!told(second.interval())) {
            return;
        }
        if (!consumesOnly) {
            interval(second.interval());
        }
        if (several) {
            second.streams().forEach((name, part) -> stream(name, part.interval()));
        }
        groups(second.groups());
    }

    private boolean told(Interval interval) {
        long second = interval.second();
        long step = second <= MINUTE ? 1 : second <= TEN * MINUTE ? TEN : MINUTE;
        boolean silent = interval.acknowledged() == 0 && !consumesOnly;
        return second % step == 0
                || silent
                || interval.failed() > 0
                || !interval.faults().isEmpty();
    }

    private void interval(Interval interval) {
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

    private void stream(String name, StreamInterval interval) {
        screen.say(String.format(
                Locale.ROOT,
                "%8s  %9s records/s  p50 %9s  p99 %9s  failed %d  stream %s",
                "",
                NumberFormat.count(interval.recordsPerSecond()),
                NumberFormat.millis(interval.p50Millis()),
                NumberFormat.millis(interval.p99Millis()),
                interval.failed(),
                name));
    }

    private void groups(Map<String, ConsumerResult.Interval> each) {
        each.entrySet().stream()
                .limit(MOST_GROUPS)
                .forEach(group -> screen.say(String.format(
                        Locale.ROOT,
                        "%8s  %9s records/s  read, lag %s  group %s",
                        consumesOnly ? Math.round(group.getValue().second()) + " s" : "",
                        NumberFormat.count(group.getValue().recordsPerSecond()),
                        lag(group.getValue()),
                        group.getKey())));
    }

    /** Records that were not read yet. */
    static String lag(ConsumerResult.Interval interval) {
        return interval.lagRecords() == null ? "not known" : NumberFormat.whole(interval.lagRecords()) + " records";
    }

    @Override
    public void draining() {}

    @Override
    public void awaiting(long outstanding) {
        if (outstanding > 0) {
            screen.say(String.format(
                    Locale.ROOT, "%8s  %s records without an answer yet", "drain", NumberFormat.whole(outstanding)));
        }
    }

    @Override
    public void clear() {}
}
