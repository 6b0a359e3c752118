package io.datastorm.core.measure.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.LatencyDistribution.Column;
import io.datastorm.core.result.LatencyDistribution.Late;
import io.datastorm.core.result.LatencyDistribution.OverTime;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is known of latencies over time: nothing is lost, however long the run is. */
final class LatencyOverTimeTest {
    private static Histogram of(long... millis) {
        Histogram histogram = new Histogram(3);
        for (long value : millis) {
            histogram.recordValue(value * 1_000_000);
        }
        return histogram;
    }

    private static long records(OverTime overTime) {
        return overTime.columns().stream()
                .filter(Objects::nonNull)
                .flatMap(column -> column.counts().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    @Property(tries = 30)
    void everyRecordIsInOneColumnOfAnyRun(
            @ForAll @IntRange(min = 1, max = 2000) int seconds,
            @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 0, max = 60_000) Long> millis) {
        LatencyOverTime overTime = new LatencyOverTime();
        Histogram each = of(millis.stream().mapToLong(Long::longValue).toArray());
        for (int second = 1; second <= seconds; second++) {
            overTime.add(second, Summaries.second(each));
            overTime.late(second, each);
        }
        OverTime found = overTime.columns();
        assertThat(records(found)).isEqualTo((long) seconds * millis.size());
        assertThat(found.columns().size())
                .isLessThanOrEqualTo(LatencyOverTime.MOST_COLUMNS)
                .isEqualTo((seconds + found.secondsPerColumn() - 1) / found.secondsPerColumn());
        assertThat(overTime.late().size()).isLessThanOrEqualTo(LatencyOverTime.MOST_LATE);
    }

    @Test
    void aSecondWithoutAnswersHasNoColumn() {
        LatencyOverTime overTime = new LatencyOverTime();
        overTime.add(1, Summaries.second(of(2)));
        overTime.add(2, Summaries.second(of()));
        overTime.add(3, Summaries.second(of(2, 3)));
        List<Column> columns = overTime.columns().columns();
        assertThat(columns).hasSize(3);
        assertThat(columns.get(1)).isNull();
        assertThat(columns.get(2).counts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
    }

    @Test
    void aRunWithoutAnswersHasNone() {
        LatencyOverTime overTime = new LatencyOverTime();
        overTime.add(1, Summaries.second(of()));
        assertThat(overTime.columns()).isNull();
    }

    @Test
    void lateAnswersStandWhereTheirRecordsWereDue() {
        LatencyOverTime overTime = new LatencyOverTime();
        overTime.late(4, of(3, 900));
        // An outage of four seconds: what was due in it is answered in the ninth.
        overTime.late(9, of(3, 1500, 2500, 4100, 4500));
        List<Late> late = overTime.late();
        assertThat(late).extracting(Late::second).containsExactly(5L, 7L, 8L);
        assertThat(late.get(0).millis()).isBetween(4490.0, 4510.0);
    }
}
