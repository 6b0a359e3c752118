package io.datastorm.kafka.producer;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.producer.header.PlanHeaders;
import io.datastorm.kafka.producer.value.Values;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Stores each record of a stream's pool once, before a run: records of other streams refer to them. The stream's topic,
 * settings, keys and headers are those of the run.
 */
public final class PoolWriter {
    private final StreamPlan plan;
    private final Map<String, Object> settings;

    /** For a stream; the target has an address. */
    public PoolWriter(StreamPlan plan, Target target) {
        this.plan = plan;
        this.settings = new TreeMap<>(ProducerSettings.of(plan.sender(), target));
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                target.bootstrapServers().orElseThrow());
        settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "datastorm-entities-" + plan.title());
    }

    /**
     * Sends all records, and waits until each is acknowledged.
     *
     * @param cancelled whether nobody wants it any more
     * @throws AccessException if one of them could not be stored
     */
    public void write(RecordPool pool, BooleanSupplier cancelled) {
        AtomicReference<Exception> trouble = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            SenderContext context =
                    new SenderContext(plan, 1, pool, Stamping.NONE, true, ProducerSettings.deliveryTimeout(settings));
            PlanHeaders headers = context.headers();
            Values values = context.clean(0, () -> producer, headers);
            Freshness now = new Freshness();
            for (int i = 0; i < pool.size() && trouble.get() == null && !cancelled.getAsBoolean(); i++) {
                now.set(i, System.currentTimeMillis());
                Future<RecordMetadata> unused =
                        producer.send(values.next(now), (stored, e) -> trouble.compareAndSet(null, e));
            }
            producer.flush();
        } catch (KafkaException e) {
            trouble.compareAndSet(null, e);
        }
        if (trouble.get() != null) {
            throw new AccessException(
                    "the records of stream '%s', to which others refer, could not be stored: %s"
                            .formatted(plan.title(), trouble.get().getMessage()),
                    trouble.get());
        }
    }
}
