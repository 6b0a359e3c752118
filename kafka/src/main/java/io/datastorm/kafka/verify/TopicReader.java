package io.datastorm.kafka.verify;

import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.wire.FetchLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all partitions of a topic on several threads, each partition on one of them. */
final class TopicReader {
    /** Longer than a broker needs to come back, or its partitions to get other leaders. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private final String topic;
    private final int threads;

    /**
     * Reads nothing yet.
     *
     * @param client properties for a client, addresses included
     */
    TopicReader(Map<String, Object> client, String topic, int threads) {
        this.settings = settings(client);
        this.topic = topic;
        this.threads = threads;
    }

    /** For a link that fetches. */
    static Map<String, Object> settings(Map<String, ?> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "datastorm-verify");
        // The operating system's own sizing.
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    /** From where to where a partition is to be read. */
    record Span(long start, long end) {}

    /**
     * How far a partition was read.
     *
     * @param refusal why no further, in a broker's words; null if no broker said so
     */
    record Reached(long offset, String refusal) {}

    /**
     * Reads.
     *
     * @param visitors sees a partition
     * @return how far each partition was read
     * @throws AccessException if the cluster refuses
     */
    Map<Integer, Reached> read(Map<Integer, Span> spans, IntFunction<PartitionVisitor> visitors) {
        List<Integer> partitions = new ArrayList<>(spans.keySet());
        List<Thread> running = new ArrayList<>();
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        Map<Integer, Reached> reached = new TreeMap<>();
        int count = Math.min(threads, partitions.size());
        for (int number = 0; number < count; number++) {
            List<Integer> mine = new ArrayList<>();
            LogReader reader = new LogReader();
            for (int i = number; i < partitions.size(); i += count) {
                int partition = partitions.get(i);
                Span span = spans.get(partition);
                mine.add(partition);
                reader.add(partition, span.start(), span.end(), visitors.apply(partition));
            }
            Thread thread = new Thread(
                    () -> {
                        try (FetchLink link = new FetchLink(settings, topic, mine)) {
                            reader.read(link, PATIENCE);
                        } catch (KafkaException e) {
                            failures.add(new AccessException("the cluster refused: " + e.getMessage(), e));
                        } catch (RuntimeException e) {
                            failures.add(e);
                        }
                        synchronized (reached) {
                            mine.forEach(partition -> reached.put(partition, reader.reached(partition)));
                        }
                    },
                    "verifier-" + (number + 1));
            thread.start();
            running.add(thread);
        }
        join(running);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return reached;
    }

    /** Why partitions were not read to their ends. */
    static List<String> notes(Map<Integer, Reached> reached) {
        List<String> notes = new ArrayList<>();
        reached.forEach((partition, to) -> {
            if (to.refusal() != null) {
                notes.add("partition %d could be read up to offset %,d only: %s"
                        .formatted(partition, to.offset(), to.refusal()));
            }
        });
        return notes;
    }

    private static void join(List<Thread> running) {
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                running.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                throw new AccessException("interrupted", e);
            }
        }
    }
}
