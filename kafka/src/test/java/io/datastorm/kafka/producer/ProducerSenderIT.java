package io.datastorm.kafka.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.Plans;
import io.datastorm.kafka.admin.TargetTopics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ProducerSenderIT {
    private static LocalCluster cluster;
    private static Admin admin;
    private static SchemaRecordGenerator generator;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        generator = SchemaRecordGenerator.avro(
                SchemaReader.parse("order", Templates.text("order")), 1, System.currentTimeMillis());
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    /** The worker's thread allocates what the producer itself allocates for a record, and nothing of ours. */
    @Test
    void sendingAllocatesNothingOfOurs() throws Exception {
        Workload workload = Plans.of(
                cluster.bootstrapServers(),
                Map.of(
                        TopicOptions.TOPIC,
                        "t-allocation",
                        LoadOptions.RECORDS,
                        "1",
                        SenderOptions.WORKERS,
                        "1",
                        RecordOptions.POOL,
                        "100"));
        TargetTopics.prepare(
                admin, workload.onlyStream().topic(), workload.onlyStream().sender(), id -> true);
        RecordPool pool = RecordPool.fill(generator, 100, true);
        ProducerSenders senders = new ProducerSenders(workload.onlyStream(), workload.target(), pool, Stamping.NONE);
        Window window = new Window();
        Sender sender = senders.open(0, new WorkerStats(window, false));
        Map<String, Object> same = ProducerSettings.of(workload.onlyStream().sender(), workload.target());
        same.put("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> bare = new KafkaProducer<>(same)) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t-allocation", pool.value(0));
            Callback nothing = (metadata, exception) -> {};
            Runnable theirs = () -> {
                for (int i = 0; i < 1000; i++) {
                    Future<RecordMetadata> unused = bare.send(record, nothing);
                }
                bare.flush();
            };
            DueTimes due = new DueTimes(1000);
            Runnable ours = () -> {
                long now = System.nanoTime();
                due.set(1000, now);
                sender.send(0, due, now);
            };
            // Until everything is compiled both allocate more.
            double unused = leastPerRecord(ours) + leastPerRecord(theirs);
            assertThat(leastPerRecord(ours) - leastPerRecord(theirs)).isLessThan(8);
        }
        senders.close(Duration.ofSeconds(30));
    }

    private static double leastPerRecord(Runnable thousand) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 400; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            thousand.run();
            least = Math.min(
                    least,
                    (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 1000.0);
        }
        return least;
    }
}
