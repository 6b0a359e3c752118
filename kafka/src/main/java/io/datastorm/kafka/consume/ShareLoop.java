package io.datastorm.kafka.consume;

import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.group.AcquiredRecords;
import io.datastorm.core.workload.consumer.ShareAcks;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;

/**
 * A member of a share group (KIP-932): it takes records of any partition, in no order. It accepts each of them with the
 * next poll, as the client does by itself, or acknowledges each as the plan says.
 */
final class ShareLoop implements Runnable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Map<ShareAcks.Kind, AcknowledgeType> TYPES = new EnumMap<>(Map.of(
            ShareAcks.Kind.ACCEPT,
            AcknowledgeType.ACCEPT,
            ShareAcks.Kind.RELEASE,
            AcknowledgeType.RELEASE,
            ShareAcks.Kind.REJECT,
            AcknowledgeType.REJECT,
            ShareAcks.Kind.RENEW,
            AcknowledgeType.RENEW));

    private final GroupTerms terms;
    private final Member member;
    private final Topics topics;
    private final GroupProgress progress;
    private final ReceivedRecords received;
    private final ProcessingPace pace;
    private final Runnable joined;
    /** Null if each record is accepted. */
    private final ShareAcks acks;
    /** Null if nothing is verified. */
    private final AcquiredRecords acquired;

    /** Since when the member has the records that it has renewed. */
    private final Map<Place, Long> renewed = new HashMap<>();
    /** The same of those of them that it has acknowledged since the last poll. */
    private final List<Long> acknowledgedSince = new ArrayList<>();

    private KafkaShareConsumer<byte[], byte[]> consumer;
    private boolean fetching;
    private long returnedNanos;
    /** What the last poll returned. */
    private ConsumerRecords<byte[], byte[]> polled = ConsumerRecords.empty();
    /** Records of the last poll of which the cluster hears with the next one. */
    private int acknowledged;

    private record Place(int partition, long offset, int delivery) {}

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
        this.received = new ReceivedRecords(terms, member.stats(), () -> 0);
        this.pace = pace;
        this.joined = joined;
        this.acks = terms.plan().shareAcks().orElse(null);
        this.acquired = terms.acquired().orElse(null);
    }

    /** What the members of a group have acknowledged, when they have ended. */
    static ConsumerResult.ShareResult result(GroupTerms terms, List<MemberStats> members) {
        Histogram inFlight = new Histogram(3);
        members.forEach(member -> inFlight.add(member.inFlight()));
        return new ConsumerResult.ShareResult(
                sum(members, MemberStats::accepted),
                sum(members, MemberStats::released),
                sum(members, MemberStats::rejected),
                sum(members, MemberStats::archived),
                sum(members, MemberStats::renewed),
                sum(members, MemberStats::redelivered),
                members.stream().mapToInt(MemberStats::mostDeliveries).max().orElse(0),
                Summaries.of(inFlight),
                terms.shareLimits().lock().map(Duration::toMillis).orElse(null),
                terms.acquired().map(AcquiredRecords::twice).orElse(null),
                terms.acquired()
                        .flatMap(AcquiredRecords::least)
                        .map(least -> least.toNanos() / NANOS_PER_MILLI)
                        .orElse(null));
    }

    private static long sum(List<MemberStats> members, ToLongFunction<MemberStats> figure) {
        return members.stream().mapToLong(figure).sum();
    }

    @Override
    public void run() {
        try (KafkaShareConsumer<byte[], byte[]> opened = new KafkaShareConsumer<>(
                ConsumerProperties.of(terms.client(), terms.plan(), terms.group(), terms.memberName(member.index())))) {
            consumer = opened;
            consumer.subscribe(topics.names());
            consumer.setAcknowledgementCommitCallback(this::acknowledgementsAnswered);
            try {
                pollUntilStopped();
            } finally {
                // Closing the client gives back what the member has.
                renewed.keySet().forEach(this::endHolding);
                polled.forEach(record -> endHolding(place(record)));
            }
        }
    }

    private void pollUntilStopped() {
        while (!member.stopping()) {
            poll();
        }
        endFlight(System.nanoTime());
        consumer.commitSync();
    }

    private void poll() {
        member.awaitGoing();
        long began = System.nanoTime();
        endFlight(began);
        long cpu = Member.cpuNanos();
        polled = consumer.poll(POLL);
        long returned = System.nanoTime();
        member.stats().waited(returned - began - (Member.cpuNanos() - cpu));
        if (!fetching && fetches()) {
            fetching = true;
            joined.run();
        }
        if (polled.isEmpty()) {
            member.requireAlive();
            return;
        }
        returnedNanos = returned;
        if (acquired != null) {
            polled.forEach(this::hold);
        }
        member.stats().poll(began, returned);
        pace.begin();
        for (TopicPartition partition : polled.partitions()) {
            int number = topics.number(partition.topic(), partition.partition());
            pace.process(polled.records(partition), records -> process(number, records));
        }
        pace.spendPoll();
    }

    /** The client sends acknowledgements now: until then the member has had the records. */
    private void endFlight(long nowNanos) {
        if (acknowledged > 0) {
            member.stats().inFlight(acknowledged, returnedNanos, nowNanos);
            acknowledged = 0;
        }
        acknowledgedSince.forEach(since -> member.stats().inFlight(1, since, nowNanos));
        acknowledgedSince.clear();
        if (acquired != null) {
            polled.forEach(record -> endHolding(record, nowNanos));
            polled = ConsumerRecords.empty();
        }
    }

    private void hold(ConsumerRecord<byte[], byte[]> record) {
        acquired.take(
                member.index(), topics.number(record.topic(), record.partition()), record.offset(), returnedNanos);
    }

    /** It has a record that it renews for longer. */
    private void endHolding(ConsumerRecord<byte[], byte[]> record, long nowNanos) {
        Place place = place(record);
        if (!renewed.containsKey(place)) {
            endHolding(place);
        } else {
            acquired.renew(member.index(), place.partition(), place.offset(), nowNanos);
        }
    }

    private void endHolding(Place place) {
        if (acquired != null) {
            acquired.end(member.index(), place.partition(), place.offset());
        }
    }

    private Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(topics.number(record.topic(), record.partition()), record.offset(), deliveries(record));
    }

    /** A record whose acknowledgement was refused comes again, to anybody. */
    private void acknowledgementsAnswered(Map<TopicIdPartition, Set<Long>> offsets, Exception refusal) {
        if (refusal == null) {
            return;
        }
        member.stats().commitFailed();
        member.note("the cluster refused acknowledgements: " + refusal.getMessage());
        offsets.forEach((partition, refused) -> {
            int number = topics.number(partition.topic(), partition.partition());
            renewed.keySet().removeIf(place -> place.partition() == number && refused.contains(place.offset()));
            refused.forEach(offset -> endHolding(new Place(number, offset, 0)));
        });
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
        acknowledged += records.size();
        return records;
    }

    /** Those of them that nobody gets again. */
    private List<ConsumerRecord<byte[], byte[]>> acknowledge(
            int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> done = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int deliveries = deliveries(record);
            Long since = renewed.isEmpty() ? null : renewed.remove(new Place(partition, record.offset(), deliveries));
            ShareAcks.Kind kind = since == null
                    ? acks.of(partition, record.offset(), deliveries)
                    : acks.renewed(partition, record.offset(), deliveries);
            consumer.acknowledge(record, TYPES.get(kind));
            if (kind == ShareAcks.Kind.RENEW) {
                member.stats().renew();
                renewed.put(new Place(partition, record.offset(), deliveries), returnedNanos);
                continue;
            }
            acknowledged(since);
            boolean last = deliveries >= terms.shareLimits().mostDeliveries();
            count(kind, deliveries, last);
            if (last || kind != ShareAcks.Kind.RELEASE) {
                done.add(record);
            }
        }
        return done;
    }

    private void acknowledged(Long since) {
        if (since == null) {
            acknowledged++;
        } else {
            acknowledgedSince.add(since);
        }
    }

    private void count(ShareAcks.Kind kind, int deliveries, boolean last) {
        switch (kind) {
            case ACCEPT -> member.stats().accepted(deliveries);
            case REJECT -> member.stats().rejected(deliveries);
            default -> member.stats().released(deliveries, last);
        }
    }

    private static int deliveries(ConsumerRecord<byte[], byte[]> record) {
        return record.deliveryCount().orElse((short) 1);
    }
}
