package io.datastorm.kafka.consume;

import io.datastorm.kafka.admin.AccessException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Asks once a second where the partitions end, and how far each group is behind that. */
final class LagSampler implements AutoCloseable {
    private static final double SECOND = 1e9;

    private final Supplier<Map<Integer, Long>> ends;
    private final List<ConsumerGroup> groups;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "consumer-lag");
        thread.setDaemon(true);
        return thread;
    });
    private long beganNanos;
    private long lastNanos;

    LagSampler(Supplier<Map<Integer, Long>> ends, List<ConsumerGroup> groups) {
        this.ends = ends;
        this.groups = List.copyOf(groups);
    }

    void start() {
        beganNanos = System.nanoTime();
        lastNanos = beganNanos;
        groups.forEach(group -> group.flowing(beganNanos));
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::sample, 1, 1, TimeUnit.SECONDS);
    }

    private void sample() {
        Map<Integer, Long> now;
        try {
            now = ends.get();
        } catch (AccessException | KafkaException e) {
            now = null;
        }
        long nanos = System.nanoTime();
        for (ConsumerGroup group : groups) {
            group.sample((nanos - beganNanos) / SECOND, (nanos - lastNanos) / SECOND, now);
        }
        lastNanos = nanos;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
