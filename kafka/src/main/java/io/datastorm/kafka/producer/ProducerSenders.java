package io.datastorm.kafka.producer;

import io.datastorm.core.engine.Deadline;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.producer.transaction.ReplaceableProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The KafkaProducers of a stream: one a worker, or one for all. */
public final class ProducerSenders implements Senders {
    private static final int POLL_MILLIS = 20;

    private final StreamPlan plan;
    private final Map<String, Object> settings;
    private final boolean shared;
    private final long batchBytes;
    private final SenderContext context;
    private final Function<Map<String, Object>, Producer<byte[], byte[]>> factory;
    private final List<ReplaceableProducer> producers = new CopyOnWriteArrayList<>();
    private final List<ProducerSender> senders = new CopyOnWriteArrayList<>();
    private volatile SenderHealth atClose;
    private final Deadline deadline = new Deadline();
    /** What transactional ids begin with; they differ from those of every other run. */
    private final String transactionalIds;

    /** Connects nothing yet; {@link #open} does. The target has an address. */
    public ProducerSenders(StreamPlan plan, Target target, RecordSource source, Stamping stamping) {
        this(plan, target, source, stamping, KafkaProducer::new);
    }

    /**
     * Over producers of somebody else.
     *
     * @param factory makes one of the settings that a KafkaProducer would get
     */
    public ProducerSenders(
            StreamPlan plan,
            Target target,
            RecordSource source,
            Stamping stamping,
            Function<Map<String, Object>, Producer<byte[], byte[]>> factory) {
        this.factory = factory;
        this.plan = plan;
        this.settings = new TreeMap<>(ProducerSettings.of(plan.sender(), target));
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                target.bootstrapServers().orElseThrow());
        this.shared = plan.sender().sharedProducer();
        boolean named = plan.sender().properties().containsKey(TransactionPlan.ID_PROPERTY);
        this.transactionalIds = TransactionPlan.idPrefix(plan.sender()) + (named ? "" : UUID.randomUUID());
        this.batchBytes = plan.sender().batch().size().bytes();
        boolean acknowledging = !plan.sender().acks().equals("0");
        this.context = new SenderContext(
                plan, plan.workersOfAll(), source, stamping, acknowledging, ProducerSettings.deliveryTimeout(settings));
    }

    @Override
    public Sender open(int worker, WorkerStats stats) {
        if (producers.isEmpty() || !shared) {
            Map<String, Object> own = new TreeMap<>(settings);
            own.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "datastorm-" + plan.workerName(worker));
            if (plan.sender().transactions().isPresent()) {
                own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalIds + "-" + plan.workerName(worker));
            }
            try {
                producers.add(new ReplaceableProducer(() -> open(own)));
            } catch (KafkaException e) {
                throw new AccessException("the cluster refused: " + e.getMessage(), e);
            }
        }
        ProducerSender sender =
                new ProducerSender(producers.get(producers.size() - 1), worker, stats, context, deadline);
        senders.add(sender);
        return sender;
    }

    private Producer<byte[], byte[]> open(Map<String, Object> own) {
        Producer<byte[], byte[]> producer = factory.apply(own);
        try {
            if (plan.sender().transactions().isPresent()) {
                producer.initTransactions();
            }
            // The first metadata would otherwise be fetched inside the first record's latency.
            context.topics().names().forEach(producer::partitionsFor);
            return producer;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Closed producers have no metrics any more: the last reading before that stays. */
    @Override
    public SenderHealth health() {
        if (atClose != null) {
            return atClose;
        }
        long waited = senders.stream().mapToLong(ProducerSender::waitedNanos).sum();
        SenderHealth sum = new SenderHealth(waited, 0, 0, 0, 0);
        for (ReplaceableProducer producer : producers) {
            sum = sum.plus(health(producer.get()));
        }
        return sum;
    }

    private SenderHealth health(Producer<byte[], byte[]> producer) {
        double waited = 0;
        double throttled = 0;
        double bytes = 0;
        double batch = 0;
        double requests = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : producer.metrics().entrySet()) {
            if (metric.getKey().group().equals("producer-node-metrics")
                    && metric.getKey().name().equals("request-total")) {
                requests = Math.max(requests, number(metric.getValue()));
            }
            if (!metric.getKey().group().equals("producer-metrics")) {
                continue;
            }
            switch (metric.getKey().name()) {
                case "bufferpool-wait-time-ns-total" -> waited = number(metric.getValue());
                case "produce-throttle-time-avg" -> throttled = number(metric.getValue());
                case "outgoing-byte-total" -> bytes = number(metric.getValue());
                case "batch-size-avg" -> batch = number(metric.getValue());
                default -> {}
            }
        }
        // The client tells only the mean of the last minute: with the requests to the busiest broker that is the sum.
        return new SenderHealth((long) waited, throttled * requests, (long) bytes, 0, batch / batchBytes);
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Double value && !value.isNaN() ? value : 0;
    }

    @Override
    public void hurry(Duration patience) {
        deadline.within(patience);
    }

    @Override
    public void close(Duration patience) {
        hurry(patience);
        List<Thread> flushers = flush();
        for (Thread flusher : flushers) {
            awaitUntilDeadline(flusher);
        }
        atClose = health();
        // What is still in flight fails now, and is reported as unresolved.
        producers.forEach(producer -> producer.get().close(Duration.ZERO));
    }

    /** Side by side: each may take the whole time. */
    private List<Thread> flush() {
        List<Thread> flushers = new ArrayList<>();
        for (ReplaceableProducer producer : producers) {
            Thread flusher = new Thread(() -> producer.get().flush(), "producer-flush");
            flusher.setDaemon(true);
            flusher.start();
            flushers.add(flusher);
        }
        return flushers;
    }

    private void awaitUntilDeadline(Thread flusher) {
        try {
            while (flusher.isAlive() && !deadline.over()) {
                flusher.join(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
