package io.datastorm.kafka.consume;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.consumer.ShareAcks;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A member of a share group (KIP-932): it takes records of any partition, in no order. It accepts each of them with the
 * next poll, as the client does by itself, or acknowledges each as the plan says.
 */
final class ShareLoop implements Runnable {
    /**
     * A record that is released for the last time is archived: the default of {@code group.share.delivery.count.limit}.
     */
    private static final int DELIVERIES = 5;

    private static final Duration POLL = Duration.ofMillis(100);

    private final GroupTerms terms;
    private final Member member;
    private final Topics topics;
    private final GroupProgress progress;
    private final RecordIntake intake;
    private final ProcessingPace pace;
    private final Runnable joined;
    private final Optional<ShareAcks> acks;
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
        this.acks = terms.plan().shareAcks();
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
            process(consumer, topics.number(partition.topic(), partition.partition()), records.records(partition));
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

    private void process(
            KafkaShareConsumer<byte[], byte[]> consumer, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < records.size(); ) {
            int to = from + pace.together(records.size() - from);
            List<ConsumerRecord<byte[], byte[]>> now = records.subList(from, to);
            pace.admit(now);
            member.requireAlive();
            List<ConsumerRecord<byte[], byte[]>> done = acknowledge(consumer, partition, now);
            if (!done.isEmpty()) {
                intake.take(partition, done, System.nanoTime());
                progress.done(partition, done);
            }
            pace.spend(now.size());
            from = to;
        }
    }

    /** Those of them that nobody gets again. */
    private List<ConsumerRecord<byte[], byte[]>> acknowledge(
            KafkaShareConsumer<byte[], byte[]> consumer, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> done = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int delivery = record.deliveryCount().orElse((short) 1);
            ShareAcks.Kind kind = acks.map(pattern -> pattern.of(partition, record.offset(), delivery))
                    .orElse(ShareAcks.Kind.ACCEPT);
            if (acks.isPresent()) {
                consumer.acknowledge(record, AcknowledgeType.valueOf(kind.name()));
            }
            boolean archived = kind == ShareAcks.Kind.RELEASE && delivery >= DELIVERIES;
            member.stats().acknowledged(kind, delivery, archived);
            if (kind != ShareAcks.Kind.RELEASE || archived) {
                done.add(record);
            }
        }
        return done;
    }
}
