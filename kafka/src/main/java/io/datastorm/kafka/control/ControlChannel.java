package io.datastorm.kafka.control;

import io.datastorm.kafka.admin.AccessException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells and hears the messages of one run. It hears what is told after it was opened. What is not of this run, or not
 * well-formed, is ignored. {@link #send} may be called by any thread, {@link #poll} by one.
 */
public final class ControlChannel implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition(ControlTopic.NAME, 0);
    private static final int ANSWER_MILLIS = 10_000;
    /** A fault may make the topic unavailable: what is sent meanwhile arrives later. */
    private static final int DELIVERY_MILLIS = 60_000;

    private static final int REQUEST_MILLIS = 5_000;
    private static final int MOST_WAITING = 10_000;
    private static final int BUFFER_BYTES = 64 << 20;
    private static final int FETCH_BYTES = 32 << 20;

    private final String run;
    private final byte[] key;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartAssembler assembler;
    /** A producer whose cluster is away blocks; callers of send shall not. */
    private final ExecutorService sending = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), ControlChannel::thread);

    private volatile String trouble;
    /** Which process sends through it; null before it has sent something. */
    private volatile UUID own;

    private final AtomicLong sent = new AtomicLong();
    private volatile long ownMessageNanos = System.nanoTime();

    /**
     * Opens it.
     *
     * @param client properties of a client of the cluster, its address included
     * @param heard from which processes messages are wanted
     * @throws AccessException if the topic cannot be used
     */
    public ControlChannel(String run, Map<String, Object> client, IntPredicate heard) {
        this.run = run;
        this.key = run.getBytes(StandardCharsets.UTF_8);
        this.assembler = new PartAssembler(run, heard);
        this.consumer = new KafkaConsumer<>(reading(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(PARTITION));
            consumer.seekToEnd(List.of(PARTITION));
            // What is told from now on is heard.
            consumer.position(PARTITION, Duration.ofMillis(ANSWER_MILLIS));
            this.producer = new KafkaProducer<>(writing(client), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw ControlTopic.explain(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "control-sender");
        thread.setDaemon(true);
        return thread;
    }

    private static Map<String, Object> reading(Map<String, Object> client) {
        Map<String, Object> settings = new TreeMap<>(client);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "datastorm-control");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        // After a pause one fetch reads everything that was sent meanwhile.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put("enable.metrics.push", false);
        return settings;
    }

    private static Map<String, Object> writing(Map<String, Object> client) {
        Map<String, Object> settings = new TreeMap<>(client);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "datastorm-control");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
        settings.put("enable.metrics.push", false);
        return settings;
    }

    /** Tells a message; returns at once. What goes wrong later is {@link #trouble}. */
    public void send(ControlMessage message) {
        own = message.incarnation();
        try {
            sending.execute(() -> produce(message.numbered(sent.getAndIncrement())));
        } catch (RejectedExecutionException e) {
            trouble = "%,d messages wait to be told; no more do".formatted(MOST_WAITING);
        }
    }

    private void produce(ControlMessage message) {
        for (int part = 0; part < ControlCodec.parts(message.payload()); part++) {
            byte[] value = ControlCodec.encode(message, part);
            try {
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(ControlTopic.NAME, 0, key, value), (stored, e) -> {
                            if (e != null) {
                                trouble = e.getMessage();
                            }
                        });
            } catch (KafkaException | IllegalStateException e) {
                trouble = e.getMessage();
            }
        }
    }

    /** What was told meanwhile; waits this long at most for the first. */
    public List<ControlMessage> poll(Duration most) {
        List<ControlMessage> messages = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(most)) {
                if (Arrays.equals(record.key(), key)) {
                    listen(record.value()).ifPresent(messages::add);
                }
            }
        } catch (RetriableException e) {
            trouble = e.getMessage();
        } catch (KafkaException e) {
            throw ControlTopic.explain(e);
        }
        return messages;
    }

    private Optional<ControlMessage> listen(byte[] value) {
        ControlCodec.Part part = ControlCodec.decode(value);
        if (part != null && part.incarnation().equals(own)) {
            ownMessageNanos = System.nanoTime();
        }
        return assembler.add(part);
    }

    /** When it last received a message that was sent through it; at first, when it was opened. */
    public long ownMessageNanos() {
        return ownMessageNanos;
    }

    /** The run's id. */
    public String run() {
        return run;
    }

    /** The last thing that went wrong; null if nothing did. */
    public String trouble() {
        return trouble;
    }

    /** How many messages were not well-formed. For the thread that polls. */
    public long ignored() {
        return assembler.ignored();
    }

    /** Brings out what was told, and closes. */
    @Override
    public void close() {
        sending.shutdown();
        try {
            if (!sending.awaitTermination(REQUEST_MILLIS, TimeUnit.MILLISECONDS)) {
                sending.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofMillis(REQUEST_MILLIS));
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
