package io.datastorm.run.registry;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** A real broker beside a real registry, and runs that use both. */
record RegistryCluster(LocalCluster cluster, LocalRegistry registry, DataStorm storm) implements AutoCloseable {
    /** How many records a run sends, to two partitions. */
    static final int RECORDS = 3000;

    /** Starts them; what the registry writes goes to this directory. */
    static RegistryCluster start(Path directory) throws IOException {
        LocalRegistry registry = LocalRegistry.start(directory);
        LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1));
        return new RegistryCluster(cluster, registry, DataStorm.connect(cluster.bootstrapServers()));
    }

    RunPlan.Builder plan(String topic, String format) {
        return RunPlan.produce(topic)
                .records(RECORDS)
                .partitions(2)
                .set(ClusterOptions.SCHEMA_REGISTRY, registry.url())
                .set(RecordOptions.FORMAT, format);
    }

    /** All records of a topic; the deserializers may ask the registry. */
    <K, V> List<ConsumerRecord<K, V>> read(String topic, Deserializer<K> keys, Deserializer<V> values) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", cluster.bootstrapServers());
        config.put("apicurio.registry.url", registry.ownUrl());
        config.put("apicurio.registry.as-confluent", "true");
        config.put("apicurio.registry.use-id", "contentId");
        config.put("apicurio.registry.serde.validation-enabled", "true");
        keys.configure(config, true);
        values.configure(config, false);
        List<ConsumerRecord<K, V>> read = new ArrayList<>();
        try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(config, keys, values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(10)).forEach(read::add);
            }
        }
        return read;
    }

    @Override
    public void close() {
        storm.close();
        cluster.close();
        registry.close();
    }
}
