package io.datastorm.run.broker;

import io.datastorm.core.result.broker.BrokerInterval;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads the metrics of each broker once a second, each on a thread of its own: one that answers late, or not, holds up
 * nobody and is missing in those seconds. Agents may tell of a second long after it: the last {@value #KEPT} are kept.
 * Thread-safe.
 */
public final class BrokerMetrics implements AutoCloseable {
    static final int KEPT = 120;

    /** A reading at the end of a second is of it; what is older, or later, belongs to another one. */
    private static final long BEFORE_NANOS = Duration.ofMillis(1_200).toNanos();

    private static final long AFTER_NANOS = Duration.ofMillis(300).toNanos();
    private static final double SHORTEST_SECONDS = 0.2;

    private final List<Broker> brokers = new ArrayList<>();
    private final ScheduledExecutorService threads;

    /** What was told, and when. */
    private record Second(BrokerInterval told, long nanos) {}

    /** One broker. */
    private static final class Broker implements Runnable {
        private final String name;
        private final MetricsSource source;
        private String text = "";
        private BrokerReading before;
        private final Deque<Second> seconds = new ArrayDeque<>();
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
                seconds.addFirst(new Second(reading.since(before, name), nanos));
                if (seconds.size() > KEPT) {
                    seconds.removeLast();
                }
            }
            before = reading;
        }

        private synchronized void failed(String why) {
            trouble = why;
            before = null;
        }

        synchronized Optional<BrokerInterval> until(long nanos) {
            return seconds.stream()
                    .filter(second -> second.nanos() - nanos <= AFTER_NANOS && nanos - second.nanos() <= BEFORE_NANOS)
                    .findFirst()
                    .map(Second::told);
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

    /**
     * What each broker told of a second; without those that did not.
     *
     * @param endNanos the end of the second, by the monotonic clock
     */
    public List<BrokerInterval> until(long endNanos) {
        return brokers.stream()
                .flatMap(broker -> broker.until(endNanos).stream())
                .toList();
    }

    /** Which brokers tell nothing now, and why. */
    public List<String> warnings() {
        return brokers.stream()
                .flatMap(broker -> broker.trouble().stream()
                        .map(why -> "No metrics of the broker came from %s: %s".formatted(broker.name, why)))
                .toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
