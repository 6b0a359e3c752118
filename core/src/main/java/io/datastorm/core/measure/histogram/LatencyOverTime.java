package io.datastorm.core.measure.histogram;

import io.datastorm.core.result.LatencyDistribution.Column;
import io.datastorm.core.result.LatencyDistribution.Late;
import io.datastorm.core.result.LatencyDistribution.OverTime;
import io.datastorm.core.result.LatencySecond;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How many records took how long, second by second, in memory that does not grow: of a long run several seconds are in
 * a column. Also tells when slow records were due. Not thread-safe.
 */
public final class LatencyOverTime {
    static final int MOST_COLUMNS = 480;
    /** So many seconds that had late answers are known; the older ones are forgotten. */
    static final int MOST_LATE = 3600;

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    /** The last one takes what is longer than half an hour, too. */
    private static final int BUCKETS = LatencySecond.bucket(2e6) + 1;

    private final List<long[]> columns = new ArrayList<>();
    private final TreeMap<Long, Double> late = new TreeMap<>();
    private int secondsPerColumn = 1;

    /**
     * Adds a measured second.
     *
     * @param second from 1, rising
     * @param response how long the records took that were answered in it; null if none was
     */
    public void add(long second, LatencySecond response) {
        long[] column = column(second);
        if (response != null) {
            for (int i = 0; i < response.counts().size(); i++) {
                column[Math.min(BUCKETS - 1, response.first() + i)] +=
                        response.counts().get(i);
            }
        }
    }

    /**
     * Adds when the slow records of a second were due: the bucket of a time is too wide for that.
     *
     * @param response how long the records took that were answered in it, in nanoseconds
     */
    public void late(long second, Histogram response) {
        if (response.getMaxValue() <= NANOS) {
            return;
        }
        for (HistogramIterationValue value : response.recordedValues()) {
            long nanos = value.getValueIteratedTo();
            if (nanos > NANOS) {
                late.merge(Math.max(1, second - (long) (nanos / NANOS)), nanos / MILLIS, Math::max);
            }
        }
        while (late.size() > MOST_LATE) {
            late.pollFirstEntry();
        }
    }

    private long[] column(long second) {
        while ((second - 1) / secondsPerColumn >= MOST_COLUMNS) {
            halve();
        }
        int index = (int) ((second - 1) / secondsPerColumn);
        while (columns.size() <= index) {
            columns.add(new long[BUCKETS]);
        }
        return columns.get(index);
    }

    private void halve() {
        List<long[]> wider = new ArrayList<>();
        for (int i = 0; i < columns.size(); i += 2) {
            long[] column = columns.get(i);
            if (i + 1 < columns.size()) {
                long[] next = columns.get(i + 1);
                Arrays.setAll(column, bucket -> column[bucket] + next[bucket]);
            }
            wider.add(column);
        }
        columns.clear();
        columns.addAll(wider);
        secondsPerColumn *= 2;
    }

    /** The columns so far; null if no second had an answer. */
    public OverTime columns() {
        // Not toList(): a column without an answer is null.
        List<Column> counted = new ArrayList<>();
        columns.forEach(column -> counted.add(counted(column)));
        return counted.stream().allMatch(column -> column == null) ? null : new OverTime(secondsPerColumn, counted);
    }

    private static Column counted(long[] column) {
        int first = 0;
        int end = column.length;
        while (first < end && column[first] == 0) {
            first++;
        }
        while (end > first && column[end - 1] == 0) {
            end--;
        }
        return first == end
                ? null
                : new Column(first, Arrays.stream(column, first, end).boxed().toList());
    }

    /** When slow records were due. */
    public List<Late> late() {
        List<Late> seconds = new ArrayList<>();
        for (Map.Entry<Long, Double> second : late.entrySet()) {
            seconds.add(new Late(second.getKey(), second.getValue()));
        }
        return seconds;
    }
}
