package io.datastorm.canary;

import io.datastorm.canary.event.CanaryEvent;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.figures.Objective;
import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.RecordListener;
import io.datastorm.canary.output.CanaryMetrics;
import io.datastorm.canary.probe.ClientSettings;
import io.datastorm.canary.probe.ProbePlan;
import io.datastorm.kafka.admin.ClusterAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A canary of a real cluster, as the command runs it. */
public final class RunningCanary implements RecordListener, AutoCloseable {
    private static final int PATIENCE = 90;

    private final BlockingQueue<CanaryEvent> events = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final Semaphore good = new Semaphore(0);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Canary canary;
    private final CanaryMetrics metrics;

    /** Twenty records a second, at the brokers' defaults. */
    public RunningCanary(String brokers, String topic) {
        this(brokers, topic, () -> ClusterAccess.properties(brokers, Map.of()), Optional.empty());
    }

    /** With settings of clients that may change. */
    public RunningCanary(String brokers, String topic, Supplier<Map<String, Object>> settings, Optional<Path> file) {
        CanaryPlan plan = new CanaryPlan(
                brokers, new ProbePlan(topic, 20, Duration.ofSeconds(10), 3), Objective.DEFAULTS, Optional.empty());
        this.canary = new Canary(plan, new ClientSettings(settings, file), new EventLog(events::add));
        this.metrics = new CanaryMetrics(canary);
        canary.start(new RecordListeners(List.of(this, metrics)));
        var unused = clock.scheduleWithFixedDelay(canary::tick, 100, 100, TimeUnit.MILLISECONDS);
    }

    /** The canary itself. */
    public Canary canary() {
        return canary;
    }

    /** Its figures. */
    public CanaryMetrics metrics() {
        return metrics;
    }

    /** Waits for an event whose text has this. */
    public void awaitEvent(String part) throws InterruptedException {
        CanaryEvent event = events.poll(PATIENCE, TimeUnit.SECONDS);
        while (event != null && !event.text().contains(part)) {
            seen.add(event.text());
            event = events.poll(PATIENCE, TimeUnit.SECONDS);
        }
        if (event == null) {
            throw new AssertionError("no event with '" + part + "', but " + seen);
        }
        seen.add(event.text());
    }

    /** Waits until so many more records were good. */
    public void awaitGood(int records) throws InterruptedException {
        good.drainPermits();
        if (!good.tryAcquire(records, PATIENCE, TimeUnit.SECONDS)) {
            throw new AssertionError(canary.totals() + " after " + seen + ", then " + events);
        }
    }

    @Override
    public void decided(Decision decision, long nowNanos) {
        if (decision.good()) {
            good.release();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        canary.close();
    }
}
