package io.datastorm.run.broker;

import io.datastorm.core.result.broker.BrokerInterval;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads the metrics of each broker once a second, each on a thread of its own: one that answers late, or not, holds up
 * nobody and is missing in those seconds. Thread-safe.
 */
public final class BrokerMetrics implements AutoCloseable {
    /** What is older belongs to another second. */
    private static final long FRESH_NANOS = Duration.ofMillis(1_500).toNanos();

    private static final double SHORTEST_SECONDS = 0.2;

    private final List<Broker> brokers = new ArrayList<>();
    private final ScheduledExecutorService threads;

    /** One broker. */
    private static final class Broker implements Runnable {
        private final String name;
        private final MetricsSource source;
        private String text = "";
        private BrokerReading before;
        private BrokerInterval second;
        private long secondNanos;
        private String trouble;

        Broker(String name, MetricsSource source) {
            this.name = name;
            this.source = source;
        }

        @Override
        public void run() {
            try {
                read(source.read(), System.nanoTime());
            } catch (IOException e) {
                failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void read(String now, long nanos) {
            trouble = null;
            // A broker that hangs leaves its file as it is.
            if (now.equals(text)) {
                return;
            }
            text = now;
            BrokerReading reading = new BrokerReading(now, nanos);
            if (before != null && reading.seconds(before) >= SHORTEST_SECONDS) {
                second = reading.since(before, name);
                secondNanos = nanos;
            }
            before = reading;
        }

        private synchronized void failed(String why) {
            trouble = why;
            before = null;
        }

        synchronized Optional<BrokerInterval> latest(long nanos) {
            return second != null && nanos - secondNanos <= FRESH_NANOS ? Optional.of(second) : Optional.empty();
        }

        synchronized Optional<String> trouble() {
            return Optional.ofNullable(trouble);
        }
    }

    /** Begins to read them. */
    public BrokerMetrics(Map<String, MetricsSource> sources) {
        sources.forEach((name, source) -> brokers.add(new Broker(name, source)));
        this.threads = Executors.newScheduledThreadPool(Math.max(1, brokers.size()), task -> {
            Thread thread = new Thread(task, "broker-metrics");
            thread.setDaemon(true);
            return thread;
        });
        brokers.forEach(broker -> {
            var unused = threads.scheduleAtFixedRate(broker, 0, 1, TimeUnit.SECONDS);
        });
    }

    /** What each broker told of the last second; without those that did not. */
    public List<BrokerInterval> latest() {
        long now = System.nanoTime();
        return brokers.stream().flatMap(broker -> broker.latest(now).stream()).toList();
    }

    /** Why brokers tell nothing now, by their names. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new LinkedHashMap<>();
        brokers.forEach(broker -> broker.trouble().ifPresent(why -> troubles.put(broker.name, why)));
        return troubles;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
