package io.datastorm.canary;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.figures.CanaryFigures;
import io.datastorm.canary.figures.Latencies;
import io.datastorm.canary.figures.ObjectiveState;
import io.datastorm.canary.figures.Totals;
import io.datastorm.canary.figures.Window;
import io.datastorm.canary.figures.WindowFigures;
import io.datastorm.canary.outcome.RecordListener;
import io.datastorm.canary.probe.ClientSettings;
import io.datastorm.canary.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Writes to each broker of a cluster and reads what it has written, judges that by objectives, and tells what happens,
 * until it is closed. It does nothing by itself: {@link #tick} is to be called several times a second. Thread-safe.
 */
public final class Canary implements AutoCloseable {
    private static final long JUDGED_NANOS = Duration.ofSeconds(1).toNanos();
    /** A line that tells that nothing happened. */
    private static final long STATUS_NANOS = Duration.ofHours(1).toNanos();

    private final CanaryPlan plan;
    private final EventLog log;
    private final Probe probe;
    private final Instant startedAt = Instant.now();
    private final long startNanos = System.nanoTime();
    private final CanaryFigures figures;
    private final PartitionFailures failures;
    private final AlertCommand alert;
    private long judgedNanos = startNanos;
    private long toldNanos = startNanos;

    /**
     * Prepares the topic.
     *
     * @param settings of its clients
     * @param log is told what happens
     * @throws io.datastorm.kafka.admin.AccessException if the cluster cannot be reached, or refuses
     * @throws io.datastorm.generator.input.InvalidInput if the topic is somebody else's
     */
    public Canary(CanaryPlan plan, ClientSettings settings, EventLog log) {
        this.plan = plan;
        this.log = log;
        this.probe = Probe.open(plan.probe(), settings, log);
        this.figures = new CanaryFigures(plan.objectives(), startNanos);
        this.failures = new PartitionFailures(log, partition -> probe.topic().leader(partition));
        this.alert = new AlertCommand(plan, log);
    }

    /**
     * Begins.
     *
     * @param listener is told of each record, too
     */
    public void start(RecordListener listener) {
        probe.start(new RecordListeners(List.of(figures, failures, listener)));
    }

    /** Decides, judges and tells what is due. */
    public synchronized void tick() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warning(Kind.CANARY, "an error that DataStorm did not expect: " + e);
        }
    }

    private void look() {
        probe.advance();
        long now = System.nanoTime();
        if (now - judgedNanos < JUDGED_NANOS) {
            return;
        }
        judgedNanos = now;
        failures.tell(now, quietNanos());
        figures.judge(now, this::changed);
        if (now - toldNanos >= STATUS_NANOS) {
            toldNanos = now;
            log.notice(Kind.CANARY, line(figures.window(Window.HOUR, now)));
        }
    }

    /** Records that wait behind each other fail together at their deadline, and some partitions are seldom due. */
    private long quietNanos() {
        double turns = 3 * probe.topic().partitions().size() / plan.probe().recordsPerSecond();
        return Math.max(plan.probe().deadline().plusSeconds(5).toNanos(), (long) (turns * 1e9));
    }

    private void changed(ObjectiveState now) {
        String value = figure(now.value());
        if (now.met()) {
            log.notice(
                    Kind.OBJECTIVE,
                    "%s is met again: %s; it was violated for %.0f s"
                            .formatted(now.objective().text(), value, now.lastSeconds()));
        } else {
            log.warning(
                    Kind.OBJECTIVE,
                    "%s is violated: %s".formatted(now.objective().text(), value));
        }
        alert.run(now, value);
    }

    private static String figure(Double value) {
        return value == null ? "no records" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String line(WindowFigures figures) {
        Latencies latencies = figures.endToEnd();
        return "last %s: availability %s %% of %,d records, p99 %s ms, slowest %s ms"
                .formatted(
                        figures.window(),
                        figure(figures.availability()),
                        figures.records(),
                        figure(latencies == null ? null : latencies.p99Millis()),
                        figure(latencies == null ? null : latencies.maxMillis()));
    }

    /** All that is known now. */
    public CanaryStatus status() {
        return CanaryStatus.of(plan, startedAt, figures, probe, log);
    }

    /** How it went over the last hour and day. */
    public CanaryFigures figures() {
        return figures;
    }

    /** What became of all records. */
    public Totals totals() {
        return figures.totals();
    }

    /** Whether an objective was violated at any time. */
    public boolean violated() {
        return figures.objectives().stream().anyMatch(state -> state.violations() > 0);
    }

    @Override
    public void close() {
        probe.close();
        alert.close();
    }
}
