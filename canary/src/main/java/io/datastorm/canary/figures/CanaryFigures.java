package io.datastorm.canary.figures;

import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.RecordListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All that a canary knows of its records: windows, partitions, objectives, and how it went over the last hour and day.
 * Its size does not grow with time. Thread-safe.
 */
public final class CanaryFigures implements RecordListener {
    private final long startNanos;
    private final Map<Window, SlidingWindow> windows = new EnumMap<>(Window.class);
    private final TreeMap<Integer, PartitionWindow> partitions = new TreeMap<>();
    private final TreeMap<Integer, Totals> totals = new TreeMap<>();
    private final Series hour = new Series(Duration.ofSeconds(10), 360);
    private final Series day = new Series(Duration.ofMinutes(1), 1_440);
    private List<ObjectiveState> objectives;
    private long judgedNanos;

    /** From now on. */
    public CanaryFigures(List<Objective> objectives, long startNanos) {
        this.startNanos = startNanos;
        this.judgedNanos = startNanos;
        for (Window window : Window.values()) {
            windows.put(window, new SlidingWindow(window, startNanos));
        }
        this.objectives = objectives.stream().map(ObjectiveState::begin).toList();
    }

    @Override
    public synchronized void decided(Decision decision, long nowNanos) {
        long since = nowNanos - startNanos;
        windows.values().forEach(window -> window.add(decision, nowNanos));
        partitions
                .computeIfAbsent(decision.partition(), first -> new PartitionWindow())
                .add(decision, since);
        hour.add(decision, since);
        day.add(decision, since);
        totals.merge(
                decision.partition(), Totals.NONE.with(decision.outcome()), (sum, one) -> sum.with(decision.outcome()));
    }

    @Override
    public synchronized void late(int partition, Duration after) {
        totals.merge(partition, Totals.NONE.withLate(), (sum, one) -> sum.withLate());
    }

    @Override
    public synchronized void duplicated(int partition, long offset) {
        totals.merge(partition, Totals.NONE.withDuplicate(), (sum, one) -> sum.withDuplicate());
    }

    @Override
    public synchronized void lost(int partition, long offset) {
        totals.merge(partition, Totals.NONE.withLost(), (sum, one) -> sum.withLost());
    }

    /**
     * Judges the objectives.
     *
     * @param changed is told of those that are broken now, or met again
     */
    public synchronized void judge(long nowNanos, Consumer<ObjectiveState> changed) {
        hour.moveTo(nowNanos - startNanos);
        day.moveTo(nowNanos - startNanos);
        double seconds = (nowNanos - judgedNanos) / 1e9;
        judgedNanos = nowNanos;
        List<ObjectiveState> next = new ArrayList<>();
        for (ObjectiveState state : objectives) {
            ObjectiveState now = state.next(window(state.objective().window(), nowNanos), seconds);
            next.add(now);
            if (now.met() != state.met()) {
                changed.accept(now);
            }
        }
        objectives = List.copyOf(next);
    }

    /** Since it began. */
    public double seconds(long nowNanos) {
        return (nowNanos - startNanos) / 1e9;
    }

    /** Of a window. */
    public synchronized WindowFigures window(Window window, long nowNanos) {
        return windows.get(window).figures(nowNanos);
    }

    /** Of each window, the shortest first. */
    public synchronized List<WindowFigures> windows(long nowNanos) {
        return windows.values().stream().map(window -> window.figures(nowNanos)).toList();
    }

    /** Of each partition that had a record. */
    public synchronized List<PartitionFigures> partitions(long nowNanos) {
        return partitions.entrySet().stream()
                .map(each -> each.getValue()
                        .figures(each.getKey(), totals.getOrDefault(each.getKey(), Totals.NONE), nowNanos - startNanos))
                .toList();
    }

    /** Of all partitions. */
    public synchronized Totals totals() {
        return totals.values().stream().reduce(Totals.NONE, Totals::plus);
    }

    /** As they were judged last. */
    public synchronized List<ObjectiveState> objectives() {
        return objectives;
    }

    /** The last hour, in parts of ten seconds. */
    public synchronized List<Series.Point> hour() {
        return hour.points();
    }

    /** The last day, in minutes. */
    public synchronized List<Series.Point> day() {
        return day.points();
    }
}
