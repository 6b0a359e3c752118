package io.datastorm.kafka.consume;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.group.PartitionDeliveries;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.kafka.verify.RecordCursor;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.FetchConnection;
import io.datastorm.kafka.wire.FetchedBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Reads some partitions batch by batch, as brokers store them, each with its checksum. Records are looked at only if
 * they tell something: when they were due, or which they are. Nothing is allocated for a record.
 */
final class DirectLoop implements Runnable, FetchConnection.Sink {
    private static final long POLL_MILLIS = 100;

    private final GroupTerms terms;
    private final Member member;
    private final Topics topics;
    private final Ownership ownership;
    private final GroupProgress progress;
    private final ProcessingPace pace;
    private final Map<Integer, Long> positions;
    private final RecordCursor cursor = new RecordCursor();
    private final DueStamp due;
    /** Null if nothing is verified. */
    private final GroupJudge judge;
    /** Whether records are looked at. */
    private final boolean opened;
    /** Of a poll: spent on batches. */
    private long batchNanos;

    /**
     * For some partitions.
     *
     * @param starts where each of them is read from
     */
    DirectLoop(
            GroupTerms terms,
            Member member,
            Ownership ownership,
            GroupProgress progress,
            ProcessingPace pace,
            Map<Integer, Long> starts) {
        this.member = member;
        this.terms = terms;
        this.topics = terms.topics();
        this.ownership = ownership;
        this.progress = progress;
        this.pace = pace;
        this.positions = new TreeMap<>(starts);
        this.due = terms.due();
        this.judge = terms.judge().orElse(null);
        this.opened = judge != null || !terms.plan().only();
    }

    @Override
    public void run() {
        if (positions.isEmpty()) {
            return;
        }
        Map<String, Object> client = new TreeMap<>(terms.client());
        client.putAll(terms.plan().properties());
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, terms.plan().groups().isolationLevel());
        try (FetchConnection link = new FetchConnection(
                client,
                terms.memberName(member.index()),
                topics,
                List.copyOf(positions.keySet()),
                FetchConnection.Size.LARGE)) {
            long now = System.nanoTime();
            for (int partition : positions.keySet()) {
                ownership.assigned(member.index(), partition, now);
                if (terms.plan().held()) {
                    ownership.flows(member.index(), partition, now);
                }
            }
            while (!member.stopping()) {
                member.awaitGoing();
                long began = System.nanoTime();
                long cpu = Member.cpuNanos();
                batchNanos = 0;
                link.poll(this, POLL_MILLIS);
                // Batches may have slept, and what reads them from the network uses a core, too.
                long busy = Math.max(batchNanos, Member.cpuNanos() - cpu);
                member.stats().waited(System.nanoTime() - began - busy);
            }
        }
    }

    @Override
    public long position(int partition) {
        return terms.plan().held() && !ownership.isOpen() ? -1 : positions.get(partition);
    }

    @Override
    public void answered(int partition) {
        ownership.flows(member.index(), partition, System.nanoTime());
    }

    @Override
    public void batch(int partition, FetchedBatch batch) {
        long began = System.nanoTime();
        long from = positions.get(partition);
        long end = Math.max(from, batch.lastOffset() + 1);
        if (!batch.valid()) {
            throw new IllegalStateException("%s: the checksum of the batch at offset %,d is wrong"
                    .formatted(topics.text(partition), batch.baseOffset()));
        }
        if (!batch.control() && !batch.aborted() && end > from) {
            int records = batch.count();
            pace.begin();
            pace.admit(records, batch.sizeBytes());
            long now = System.nanoTime();
            if (opened) {
                open(partition, batch, from, now);
            }
            member.stats().read(records, batch.sizeBytes(), now);
            pace.spend(records);
        }
        positions.put(partition, end);
        progress.reached(partition, end);
        batchNanos += System.nanoTime() - began;
    }

    private void open(int partition, FetchedBatch batch, long from, long now) {
        if (!batch.open()) {
            throw new IllegalStateException(
                    "%s: the batch at offset %,d cannot be read".formatted(topics.text(partition), batch.baseOffset()));
        }
        cursor.begin(batch);
        try {
            look(partition, from, now);
        } catch (RecordCursor.Malformed e) {
            throw new IllegalStateException(
                    "%s: the records of the batch at offset %,d are not as records are"
                            .formatted(topics.text(partition), batch.baseOffset()),
                    e);
        }
    }

    private void look(int partition, long from, long now) {
        if (judge == null) {
            measure(partition, from, now);
            return;
        }
        PartitionDeliveries deliveries = judge.partition(partition);
        synchronized (deliveries) {
            while (cursor.next()) {
                if (cursor.offset() >= from) {
                    latency(partition, now);
                    tell(deliveries);
                }
            }
        }
    }

    private void measure(int partition, long from, long now) {
        while (cursor.next()) {
            if (cursor.offset() >= from) {
                latency(partition, now);
            }
        }
    }

    private void latency(int partition, long now) {
        int at = cursor.dueAt();
        if (at >= 0 && cursor.offset() >= terms.timedFrom(partition)) {
            member.stats().latency(due.read(cursor.bytes(), at), now);
        }
    }

    private void tell(PartitionDeliveries deliveries) {
        int at = cursor.stampAt();
        byte[] bytes = cursor.bytes();
        if (at >= 0 && judge.concerns(bytes, at)) {
            deliveries.record(cursor.offset(), RecordStamp.lane(bytes, at), RecordStamp.sequence(bytes, at));
        }
    }

    @Override
    public void stuck(int partition, String reason) {
        member.note(topics.text(partition) + ": " + reason);
    }

    @Override
    public void refused(int partition, BrokerResponse answer) {
        throw new IllegalStateException(topics.text(partition) + ": " + answer);
    }
}
