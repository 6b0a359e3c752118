package io.datastorm.kafka.producer;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The KafkaProducers of a run: one a worker, or one for all. */
public final class ProducerSenders implements Senders {
    private final Map<String, Object> settings;
    private final boolean shared;
    private final ProducerSender.Context context;
    private final List<KafkaProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();

    /** Connects nothing yet; {@link #open} does. */
    public ProducerSenders(Workload workload, String bootstrapServers, RecordPool pool) {
        this.settings = new TreeMap<>(ProducerSettings.of(workload.sender(), workload.target()));
        this.settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.shared = workload.sender().sharedProducer();
        this.context = new ProducerSender.Context(
                workload.target().topic(), pool, workload.sender().workers(), NanoClock.SYSTEM);
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        if (producers.isEmpty() || !shared) {
            Map<String, Object> own = new TreeMap<>(settings);
            own.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "datastorm-" + (worker + 1));
            KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(own);
            producers.add(producer);
            // The first metadata would otherwise be fetched inside the first record's latency.
            producer.partitionsFor(context.topic());
        }
        return new ProducerSender(producers.get(producers.size() - 1), worker, stats, context);
    }

    @Override
    public SenderHealth health() {
        SenderHealth sum = SenderHealth.NONE;
        for (KafkaProducer<byte[], byte[]> producer : producers) {
            sum = sum.plus(health(producer));
        }
        return sum;
    }

    private static SenderHealth health(KafkaProducer<byte[], byte[]> producer) {
        double waited = 0;
        double throttled = 0;
        double bytes = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : producer.metrics().entrySet()) {
            if (!metric.getKey().group().equals("producer-metrics")) {
                continue;
            }
            switch (metric.getKey().name()) {
                case "bufferpool-wait-time-ns-total" -> waited = number(metric.getValue());
                case "produce-throttle-time-max" -> throttled = number(metric.getValue());
                case "outgoing-byte-total" -> bytes = number(metric.getValue());
                default -> {}
            }
        }
        return new SenderHealth((long) waited, throttled, (long) bytes);
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Double value && !value.isNaN() ? value : 0;
    }

    /** Producers are closed side by side: each may take the whole time. */
    @Override
    public void close(Duration patience) {
        List<Thread> closers = new ArrayList<>();
        for (KafkaProducer<byte[], byte[]> producer : producers) {
            Thread closer = new Thread(() -> producer.close(patience), "producer-close");
            closer.start();
            closers.add(closer);
        }
        for (Thread closer : closers) {
            try {
                closer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
