package io.datastorm.kafka.direct;

import io.datastorm.core.engine.Deadline;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.direct.wire.BatchFormat;
import io.datastorm.kafka.direct.wire.BrokerLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** The direct senders of a run: one a worker, each with its own connections and its own memory for batches; the templates are shared. */
public final class DirectSenders implements Senders {
    private static final long POLL_MILLIS = 5;
    /** Compression may make random bytes larger: snappy's worst case is one sixth. */
    private static final int GROWTH = 5;

    private static final int SLACK_BYTES = 4096;

    private final Map<String, Object> settings;
    private final Workload workload;
    private final BatchFormat format;
    private final TimestampDelta delta;
    private final List<BatchTemplate> templates;
    private final List<DirectSender> senders = new CopyOnWriteArrayList<>();
    private final Deadline deadline = new Deadline();

    /** Builds the templates; connects nothing yet. */
    public DirectSenders(Workload workload, String bootstrapServers, RecordPool pool) {
        this.workload = workload;
        this.settings = new TreeMap<>(DirectSettings.of(workload.sender(), workload.target()));
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.format = new BatchFormat(settings);
        this.delta = TimestampDelta.of(workload.sender().batch().linger());
        this.templates = BatchTemplate.of(pool, batchBytes(), delta);
    }

    private int batchBytes() {
        return Math.toIntExact(workload.sender().batch().size().bytes());
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        Map<String, Object> own = new TreeMap<>(settings);
        own.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "datastorm-" + (worker + 1));
        Shipping shipping = new Shipping(
                new BrokerLink(own, workload.target().topic()),
                format,
                stats,
                NanoClock.SYSTEM,
                ShippingTerms.of(settings));
        int batches = batches();
        int capacity = capacity();
        for (int i = 0; i < batches; i++) {
            shipping.provide(new Batch(capacity));
        }
        int workers = workload.sender().workers();
        Filling filling = workload.records().frozen()
                ? new FrozenFilling(templates, format, delta, batches)
                : new StampedFilling(templates, format, delta, workers);
        DirectSender sender = new DirectSender(
                shipping,
                filling,
                NanoClock.SYSTEM,
                workload.sender().batch().linger().toNanos(),
                workers);
        senders.add(sender);
        connect(shipping, worker);
        return sender;
    }

    /** As many as the buffer holds: a record that is larger than a batch should be makes a batch of its own, and fewer of them. */
    private int batches() {
        return Math.toIntExact(
                Math.max(2, workload.sender().batch().bufferMemory().bytes() / plainBytes()));
    }

    private int plainBytes() {
        return BatchFormat.HEADER_BYTES
                + templates.stream()
                        .mapToInt(template -> template.size(template.count()))
                        .max()
                        .orElseThrow();
    }

    private int capacity() {
        int plain = plainBytes();
        return format.compresses() ? Math.addExact(plain, plain / GROWTH + SLACK_BYTES) : plain;
    }

    /** Everything that a first record would otherwise wait for: metadata, connections, producer identities. */
    private void connect(Shipping shipping, int worker) {
        long until = System.nanoTime()
                + Duration.ofMillis(new ProducerConfig(settings).getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG))
                        .toNanos();
        try {
            while (!shipping.connected(worker, workload.sender().workers())) {
                if (System.nanoTime() - until > 0) {
                    throw new AccessException(
                            "the leaders of topic '" + workload.target().topic() + "' did not answer in time", null);
                }
                shipping.pump(POLL_MILLIS);
            }
        } catch (KafkaException e) {
            throw new AccessException("the cluster refused: " + e.getMessage(), e);
        }
    }

    @Override
    public SenderHealth health() {
        SenderHealth sum = SenderHealth.NONE;
        for (DirectSender sender : senders) {
            BrokerLink link = sender.shipping().link();
            sum = sum.plus(new SenderHealth(sender.waitedNanos(), link.throttledMillis(), link.wireBytes()));
        }
        return sum;
    }

    @Override
    public void hurry(Duration patience) {
        deadline.within(patience);
    }

    /** The workers have ended: from here on their senders belong to this thread. */
    @Override
    public void close(Duration patience) {
        hurry(patience);
        List<DirectSender> draining = new ArrayList<>(senders);
        do {
            draining.removeIf(DirectSenders::drained);
        } while (!draining.isEmpty() && !deadline.over());
        senders.forEach(DirectSenders::end);
    }

    /** One that is broken has nothing to wait for; its records are told when it ends, with their last trouble. */
    private static boolean drained(DirectSender sender) {
        try {
            return sender.drain(POLL_MILLIS);
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static void end(DirectSender sender) {
        try {
            sender.end();
        } catch (KafkaException e) {
            // The connections are gone, one way or another: the records have been told.
            return;
        }
    }
}
