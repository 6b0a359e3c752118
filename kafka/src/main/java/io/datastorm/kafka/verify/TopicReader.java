package io.datastorm.kafka.verify;

import io.datastorm.core.topic.Topics;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.wire.FetchConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.KafkaException;

/** Reads all partitions of one or several topics on several threads, each partition on one of them. */
final class TopicReader {
    /** Longer than a broker needs to come back, or its partitions to get other leaders. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Answers that are in flight and being unpacked may take this part of the heap. */
    private static final int HEAP_PARTS = 4;

    private static final int LEAST_ANSWER_BYTES = 1 << 20;
    /** So many partitions are named in a sentence. */
    private static final int NAMED = 5;

    private static final String CLIENT_ID = "datastorm-verify";

    private final Map<String, Object> client;
    private final Topics topics;
    private final IntToLongFunction logStart;
    private final int threads;
    private final FetchConnection.Size size;

    /**
     * Reads nothing yet.
     *
     * @param client properties for a client, addresses included
     * @param log what there is to be read
     * @param logStart asks for a partition's first offset that is still there
     */
    TopicReader(Map<String, Object> client, TopicLog log, IntToLongFunction logStart) {
        this.client = Map.copyOf(client);
        this.topics = log.topics();
        this.logStart = logStart;
        long room = Runtime.getRuntime().maxMemory() / HEAP_PARTS;
        int brokers = Math.max(1, log.leaders());
        this.threads = threads(room, brokers, Runtime.getRuntime().availableProcessors());
        this.size = size(room / threads / brokers);
    }

    /**
     * A thread has an answer of each broker in flight: there are no more threads than the heap has room for their
     * answers.
     */
    static int threads(long roomBytes, int brokers, int cpus) {
        return (int) Math.max(1, Math.min(cpus, roomBytes / LEAST_ANSWER_BYTES / brokers));
    }

    static FetchConnection.Size size(long answerBytes) {
        int bytes = (int) Math.max(LEAST_ANSWER_BYTES, Math.min(FetchConnection.Size.LARGE.answerBytes(), answerBytes));
        return new FetchConnection.Size(Math.min(bytes, FetchConnection.Size.LARGE.partitionBytes()), bytes);
    }

    /**
     * From where to where a partition is to be read.
     *
     * @param begin where the wanted records began
     * @param start the first of them that is still there
     * @param compacted whether records may be missing between
     * @param resumed whether all before the start was read by an earlier reader
     */
    record Span(long begin, long start, long end, boolean compacted, boolean resumed) {
        /** Its first part. */
        Span to(long middle) {
            return new Span(begin, start, middle, compacted, resumed);
        }

        /** Its other part, when the first one was read. */
        Span from(long middle) {
            return new Span(begin, middle, end, compacted, resumed || middle > start);
        }
    }

    /** Is told now and then how far partitions were read, on the thread that reads them and while it does not. */
    interface Listener {
        /** Nobody wants to know. */
        Listener NONE = new Listener() {
            @Override
            public void reached(int partition, long position) {}

            @Override
            public void told() {}
        };

        /** All before this position was handed to the partition's visitor. */
        void reached(int partition, long position);

        /** All partitions of a thread were told. */
        void told();
    }

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
     * @param listener is told how far partitions were read
     * @return how far each partition was read; what a thread died of stands there as a refusal
     * @throws AccessException if the cluster refuses
     */
    Map<Integer, Reached> read(Map<Integer, Span> spans, IntFunction<PartitionVisitor> visitors, Listener listener) {
        List<Integer> partitions = new ArrayList<>(spans.keySet());
        List<Share> shares = new ArrayList<>();
        int count = Math.min(threads, partitions.size());
        for (int number = 0; number < count; number++) {
            Share share = new Share(number, listener);
            for (int i = number; i < partitions.size(); i += count) {
                int partition = partitions.get(i);
                share.add(partition, spans.get(partition), visitors.apply(partition));
            }
            shares.add(share);
        }
        shares.forEach(share -> share.thread.start());
        join(shares);
        Map<Integer, Reached> reached = new TreeMap<>();
        for (Share share : shares) {
            if (share.failure instanceof KafkaException refused) {
                throw new AccessException("the cluster refused: " + refused.getMessage(), refused);
            }
            share.partitions.forEach(partition -> reached.put(partition, share.reader.reached(partition)));
        }
        return reached;
    }

    /** What one thread reads. */
    private final class Share {
        private final List<Integer> partitions = new ArrayList<>();
        private final LogReader reader;
        private final Thread thread;
        private volatile Throwable failure;

        Share(int number, Listener listener) {
            reader = new LogReader(logStart, listener);
            thread = new Thread(this::read, "verifier-" + (number + 1));
        }

        void add(int partition, Span span, PartitionVisitor visitor) {
            partitions.add(partition);
            reader.add(partition, span, visitor);
        }

        /** Whatever goes wrong here says nothing about the records. */
        private void read() {
            try (FetchConnection link = new FetchConnection(client, CLIENT_ID, topics, partitions, size)) {
                reader.read(link, PATIENCE);
            } catch (RuntimeException | Error e) {
                failure = e;
                reader.giveUp(e.toString());
            }
        }
    }

    /** Why partitions were not read to their ends; those with the same reason together. */
    static List<String> notes(Topics topics, Map<Integer, Reached> reached) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        reached.forEach((partition, to) -> {
            if (to.refusal() != null) {
                byReason.computeIfAbsent(to.refusal(), reason -> new ArrayList<>())
                        .add("%s (up to offset %,d)".formatted(topics.text(partition), to.offset()));
            }
        });
        List<String> notes = new ArrayList<>();
        byReason.forEach((reason, partitions) -> notes.add("not read to the end: "
                + String.join(", ", partitions.subList(0, Math.min(NAMED, partitions.size())))
                + (partitions.size() > NAMED ? " and %,d more".formatted(partitions.size() - NAMED) : "")
                + ": " + reason));
        return notes;
    }

    private static void join(List<Share> running) {
        try {
            for (Share share : running) {
                share.thread.join();
            }
        } catch (InterruptedException e) {
            running.forEach(share -> share.thread.interrupt());
            // They end within a poll, and write down how far they came.
            running.forEach(TopicReader::awaitEnd);
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted", e);
        }
    }

    private static void awaitEnd(Share share) {
        try {
            share.thread.join();
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
