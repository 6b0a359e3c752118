package io.datastorm.kafka.direct;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.record.SubjectStrategy;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.dirt.Dirt;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.producer.header.PlanHeaders;
import io.datastorm.kafka.wire.BatchFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Batch formats for tests. */
final class Framings {
    private Framings() {}

    static BatchTemplates.Framing of(String compression, int batchBytes, Duration linger, Map<String, String> headers) {
        String serializer = "org.apache.kafka.common.serialization.ByteArraySerializer";
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, serializer);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, serializer);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        RecordPlan plan = new RecordPlan(
                new Values.Counter(),
                0,
                false,
                1,
                Optional.empty(),
                0,
                Timestamps.NOW,
                Partitioning.KAFKA,
                Dirt.NONE,
                false,
                Optional.empty(),
                new Registration(SubjectStrategy.TOPIC, true, Optional.empty(), Optional.empty()),
                headers);
        return new BatchTemplates.Framing(
                new BatchFormat(settings, new PlanHeaders(stream(plan), Optional.empty()).list()),
                batchBytes,
                TimestampDelta.of(linger, Duration.ZERO),
                PlanHeaders.templates(stream(plan)));
    }

    /** Its headers are all that matters. */
    private static StreamPlan stream(RecordPlan records) {
        return new StreamPlan(
                Optional.empty(), null, records, null, null, null, Optional.empty(), Optional.empty(), null);
    }
}
