package io.datastorm.kafka.consume;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.consumer.ShareAcks;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final int MOST_DELIVERIES = 5;

    private static final Duration POLL = Duration.ofMillis(100);

    private final GroupTerms terms;
    private final Member member;
    private final Topics topics;
    private final GroupProgress progress;
    private final ReceivedRecords received;
    private final ProcessingPace pace;
    private final Runnable joined;
    /** Null if each record is accepted. */
    private final ShareAcks acks;

    private KafkaShareConsumer<byte[], byte[]> consumer;
    private boolean fetching;

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
        this.received = new ReceivedRecords(terms, member.stats());
        this.pace = pace;
        this.joined = joined;
        this.acks = terms.plan().shareAcks().orElse(null);
    }

    @Override
    public void run() {
        try (KafkaShareConsumer<byte[], byte[]> opened = new KafkaShareConsumer<>(
                ConsumerProperties.of(terms.client(), terms.plan(), terms.group(), terms.memberName(member.index())))) {
            consumer = opened;
            consumer.subscribe(topics.names());
            while (!member.stopping()) {
                poll();
            }
            consumer.commitSync();
        }
    }

    private void poll() {
        member.awaitGoing();
        long began = System.nanoTime();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (!fetching && fetches()) {
            fetching = true;
            joined.run();
        }
        if (polled.isEmpty()) {
            member.requireAlive();
            return;
        }
        member.stats().poll(began, System.nanoTime());
        pace.begin();
        for (TopicPartition partition : polled.partitions()) {
            int number = topics.number(partition.topic(), partition.partition());
            pace.process(polled.records(partition), records -> process(number, records));
        }
        pace.spendPoll();
    }

    /** The client does not tell its assignment; its metrics count the partitions of which it takes records. */
    private boolean fetches() {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        || metric.getKey().name().equals("fetch-request-total"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }

    private void process(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        member.requireAlive();
        List<ConsumerRecord<byte[], byte[]>> done = acks == null ? accepted(records) : acknowledge(partition, records);
        if (!done.isEmpty()) {
            received.take(partition, done, System.nanoTime());
            progress.done(partition, done);
        }
    }

    /** The client accepts them with its next poll. */
    private List<ConsumerRecord<byte[], byte[]>> accepted(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            member.stats().accepted(deliveries(record));
        }
        return records;
    }

    /** Those of them that nobody gets again. */
    private List<ConsumerRecord<byte[], byte[]>> acknowledge(
            int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> done = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int deliveries = deliveries(record);
            boolean last = deliveries >= MOST_DELIVERIES;
            switch (acks.of(partition, record.offset(), deliveries)) {
                case ACCEPT -> {
                    consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                    member.stats().accepted(deliveries);
                    done.add(record);
                }
                case REJECT -> {
                    consumer.acknowledge(record, AcknowledgeType.REJECT);
                    member.stats().rejected(deliveries);
                    done.add(record);
                }
                case RELEASE -> {
                    consumer.acknowledge(record, AcknowledgeType.RELEASE);
                    member.stats().released(deliveries, last);
                    if (last) {
                        done.add(record);
                    }
                }
            }
        }
        return done;
    }

    private static int deliveries(ConsumerRecord<byte[], byte[]> record) {
        return record.deliveryCount().orElse((short) 1);
    }
}
