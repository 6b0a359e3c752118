package io.datastorm.canary.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.canary.outcome.OutstandingRecords;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A month of ten records a second, with outages, by a clock of the test. */
final class MonthTest {
    private static final int PARTITIONS = 12;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long STEP = Duration.ofSeconds(5).toNanos();
    private static final long MILLI = 1_000_000;
    private static final long MOST_GROWTH = 1 << 20;

    private final CanaryFigures figures = new CanaryFigures(
            List.of(Objective.parse("availability>=99.9 over 24h"), Objective.parse("availability>=99 over 5m")), 0);
    private final OutstandingRecords outstanding =
            new OutstandingRecords(10, Duration.ofSeconds(10), PARTITIONS, 0, figures);
    private final long[] offsets = new long[PARTITIONS];
    private int violations;

    @Test
    void itsMemoryStaysFlat() {
        long afterTwoDays = 0;
        for (long minute = 1; minute <= Duration.ofDays(30).toMinutes(); minute++) {
            // Each day, at noon, three minutes of nothing.
            boolean outage = minute % 1_440 >= 720 && minute % 1_440 < 723;
            for (long at = (minute - 1) * MINUTE; at < minute * MINUTE; at += STEP) {
                pass(at + STEP, outage);
            }
            figures.judge(minute * MINUTE, now -> violations += now.met() ? 0 : 1);
            if (minute == Duration.ofDays(2).toMinutes()) {
                afterTwoDays = used();
            }
        }
        assertThat(used() - afterTwoDays).isLessThan(MOST_GROWTH);
        Totals totals = figures.totals();
        assertThat(totals.records()).isEqualTo(25_920_001L);
        assertThat(totals.notAcknowledged()).isEqualTo(30 * 3 * 600);
        assertThat(totals.lost()).isZero();
        assertThat(violations).isBetween(31, 90);
        assertThat(figures.window(Window.DAY, 30 * 1_440 * MINUTE).availability())
                .isBetween(99.7, 99.85);
    }

    private void pass(long untilNanos, boolean outage) {
        OptionalLong next = outstanding.next(untilNanos);
        while (next.isPresent()) {
            long number = next.getAsLong();
            long due = outstanding.dueNanos(number);
            int partition = outstanding.partition(number);
            outstanding.sent(number);
            if (outage) {
                outstanding.failed(number, due);
            } else {
                long offset = offsets[partition]++;
                outstanding.acknowledged(number, offset, due + 2 * MILLI);
                outstanding.read(number, partition, offset, due + 3 * MILLI);
            }
            next = outstanding.next(untilNanos);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
