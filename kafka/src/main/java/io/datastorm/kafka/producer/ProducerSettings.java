package io.datastorm.kafka.producer;

import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.InvalidInput;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** From a workload to the producer's own settings. */
public final class ProducerSettings {
    private static final int MIN_REQUEST = 1 << 20;
    /** Room for a batch's header and a request's. */
    private static final int OVERHEAD = 1 << 12;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);

    private ProducerSettings() {}

    /** How long a record can be in flight at most: after this every record has an outcome. */
    public static Duration deliveryTimeout(SenderPlan plan, Target target) {
        return deliveryTimeout(of(plan, target));
    }

    /** Likewise, of a producer with these settings. */
    static Duration deliveryTimeout(Map<String, Object> settings) {
        return Duration.ofMillis(number(settings, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    }

    /** No record may be larger, with what is around it, before compression. */
    public static long largestRecord(SenderPlan plan, Target target) {
        return number(of(plan, target), ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    }

    /** What a request of this plan holds at most, with a full batch for each of so many partitions. */
    public static long largestRequest(SenderPlan plan, Target target, int partitions) {
        long all = partitions * (plan.batch().size().bytes() + OVERHEAD);
        return Math.min(all, number(of(plan, target), ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
    }

    /**
     * The settings for one producer, without an address.
     *
     * @throws InvalidInput if Kafka's own check refuses a value
     */
    public static Map<String, Object> of(SenderPlan plan, Target target) {
        Map<String, Object> settings = new TreeMap<>();
        settings.putAll(target.clientProperties());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, plan.acks());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, plan.compression());
        settings.put(
                ProducerConfig.BATCH_SIZE_CONFIG,
                Math.toIntExact(plan.batch().size().bytes()));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, plan.batch().linger().toMillis());
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG, plan.batch().bufferMemory().bytes());
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, plan.maxInFlight());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, plan.idempotence());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequest(plan));
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(plan.properties());
        // Each worker has its own: see ProducerSenders.
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis(settings, plan));
        check(settings);
        return settings;
    }

    /** The client's own default, or more where it would refuse that. */
    private static int deliveryMillis(Map<String, Object> settings, SenderPlan plan) {
        String request = settings.get(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
                .toString()
                .trim();
        // What is no number is refused by the client's own check.
        long requestMillis = request.matches("\\d{1,10}") ? Long.parseLong(request) : 0;
        long least = plan.batch().linger().toMillis() + requestMillis;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(DELIVERY_TIMEOUT.toMillis(), least));
    }

    private static int maxRequest(SenderPlan plan) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(MIN_REQUEST, plan.batch().size().bytes() + OVERHEAD));
    }

    private static long number(Map<String, Object> settings, String name) {
        return Long.parseLong(settings.get(name).toString().trim());
    }

    private static void check(Map<String, Object> settings) {
        try {
            Map<String, Object> probe = new TreeMap<>(settings);
            probe.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
            new ProducerConfig(probe);
        } catch (ConfigException e) {
            throw new InvalidInput("producer settings", e.getMessage());
        }
        long shortest = number(settings, ProducerConfig.LINGER_MS_CONFIG)
                + number(settings, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        if (number(settings, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG) < shortest) {
            throw new InvalidInput(
                    "producer settings",
                    "delivery.timeout.ms must be at least linger.ms + request.timeout.ms, which is %,d"
                            .formatted(shortest));
        }
    }
}
