package io.datastorm.kafka.consume;

import io.datastorm.core.topic.Topics;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A member of a share group (KIP-932): it takes records of any partition, in no order, and accepts each of them with
 * the next poll, as the client does by itself.
 */
final class ShareLoop implements Runnable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final GroupTerms terms;
    private final Member member;
    private final Topics topics;
    private final GroupProgress progress;
    private final RecordIntake intake;
    private final ProcessingPace pace;
    private final Runnable joined;
    private boolean polled;

    /**
     * For one member.
     *
     * @param joined is told when the group has answered for the first time
     */
    ShareLoop(GroupTerms terms, Member member, GroupProgress progress, ProcessingPace pace, Runnable joined) {
        this.member = member;
        this.terms = terms;
        this.topics = terms.topics();
        this.progress = progress;
        this.intake = new RecordIntake(terms, member.stats());
        this.pace = pace;
        this.joined = joined;
    }

    @Override
    public void run() {
        try (KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(
                ConsumerProperties.of(terms.client(), terms.plan(), terms.group(), terms.memberName(member.index())))) {
            consumer.subscribe(topics.names());
            while (!member.stopping()) {
                poll(consumer);
            }
            consumer.commitSync();
        }
    }

    private void poll(KafkaShareConsumer<byte[], byte[]> consumer) {
        member.awaitGoing();
        long began = System.nanoTime();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!polled && assigned(consumer)) {
            polled = true;
            joined.run();
        }
        if (records.isEmpty()) {
            member.requireAlive();
            return;
        }
        member.stats().poll(began, System.nanoTime());
        pace.begin();
        for (TopicPartition partition : records.partitions()) {
            process(topics.number(partition.topic(), partition.partition()), records.records(partition));
        }
        pace.spendPoll();
    }

    /** The client does not tell its assignment; its metrics count the partitions of which it takes records. */
    private static boolean assigned(KafkaShareConsumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        || metric.getKey().name().equals("fetch-request-total"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }

    private void process(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < records.size(); ) {
            int to = from + pace.together(records.size() - from);
            List<ConsumerRecord<byte[], byte[]>> now = records.subList(from, to);
            pace.admit(now);
            member.requireAlive();
            intake.take(partition, now, System.nanoTime());
            pace.spend(now.size());
            from = to;
        }
        progress.done(partition, records);
    }
}
