package io.datastorm.kafka.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.topic.Topics;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.wire.FetchedBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class TopicReaderIT {
    private static final int RECORDS = 10;

    /** Memory that runs out while records are read says nothing about the records: they are not read, not lost. */
    @Test
    void whatAThreadDiesOfIsARefusalAndNoLoss() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1));
                Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
            write(admin, client);
            TopicLog log = TopicLog.ask(admin, Topics.of("memory"));
            Map<Integer, TopicReader.Span> spans = new TreeMap<>();
            log.partitions()
                    .forEach((partition, at) ->
                            spans.put(partition, new TopicReader.Span(0, 0, at.end(), false, false)));
            AtomicLong others = new AtomicLong();
            Map<Integer, TopicReader.Reached> reached = new TopicReader(client, log, partition -> 0)
                    .read(spans, partition -> new Visitor(partition == 0, others), TopicReader.Listener.NONE);
            assertThat(reached.get(0).refusal()).contains("OutOfMemoryError: no room");
            assertThat(reached.get(0).offset()).isLessThan(RECORDS);
            assertThat(TopicReader.notes(log.topics(), reached))
                    .anySatisfy(note ->
                            assertThat(note).contains("not read to the end").contains("no room"));
            // On a machine with one core all partitions are read by the thread that died.
            assertThat(reached.get(1).offset()).isEqualTo(others.get());
        }
    }

    private static void write(Admin admin, Map<String, Object> client) throws Exception {
        admin.createTopics(List.of(new NewTopic("memory", 2, (short) 1))).all().get();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 2 * RECORDS; i++) {
                producer.send(new ProducerRecord<>("memory", i % 2, null, new byte[i]))
                        .get();
            }
        }
    }

    /** Runs out of memory at its second record, or counts records. */
    private static final class Visitor implements PartitionVisitor {
        private final boolean small;
        private final AtomicLong records;
        private int seen;

        Visitor(boolean small, AtomicLong records) {
            this.small = small;
            this.records = records;
        }

        @Override
        public void batch(FetchedBatch batch, boolean soundHeader) {}

        @Override
        public void record(RecordCursor record) {
            if (small && seen++ == 1) {
                throw new OutOfMemoryError("no room");
            }
            records.addAndGet(small ? 0 : 1);
        }

        @Override
        public void repeated(RecordCursor record) {}

        @Override
        public void unreadable(long firstOffset, long count) {}
    }
}
