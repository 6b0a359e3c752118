package io.datastorm.kafka.consume;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.consumer.CommitRule;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/** A member over a KafkaConsumer, with either protocol: it polls, processes and commits as an application does. */
final class ConsumerLoop implements Runnable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final GroupTerms terms;
    private final Member member;
    private final Topics topics;
    private final Ownership ownership;
    private final GroupProgress progress;
    private final ReceivedRecords received;
    private final ProcessingPace pace;
    private final CommitRule commit;
    /** Partitions from which no answer has come since they were assigned. */
    private final Set<TopicPartition> silent = new HashSet<>();

    private KafkaConsumer<byte[], byte[]> consumer;
    private long committedNanos = System.nanoTime();
    private boolean uncommitted;
    /** Whether partitions are paused until all members have theirs: what is there is read by all of them. */
    private boolean held;

    ConsumerLoop(GroupTerms terms, Member member, Ownership ownership, GroupProgress progress, ProcessingPace pace) {
        this.member = member;
        this.terms = terms;
        this.topics = terms.topics();
        this.ownership = ownership;
        this.progress = progress;
        this.received = new ReceivedRecords(terms, member.stats(), ownership::begun);
        this.pace = pace;
        this.commit = terms.plan().groups().commit();
    }

    @Override
    public void run() {
        try (KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(
                ConsumerProperties.of(terms.client(), terms.plan(), terms.group(), terms.memberName(member.index())))) {
            consumer = opened;
            consumer.subscribe(topics.names(), listener());
            while (!member.stopping()) {
                try {
                    poll();
                } catch (NoOffsetForPartitionException e) {
                    // Nobody has read a partition that was added; any other one had an offset.
                    begin(e.partitions(), numbers(e.partitions()).stream().anyMatch(ownership::old));
                } catch (OffsetOutOfRangeException e) {
                    begin(e.partitions(), true);
                }
            }
            if (uncommitted && commits()) {
                commit();
            }
        }
    }

    private void begin(Set<TopicPartition> partitions, boolean reset) {
        if (reset) {
            member.stats().reset();
        }
        Set<TopicPartition> ours = new HashSet<>(partitions);
        ours.retainAll(consumer.assignment());
        try {
            numbers(ours).forEach(progress::restarted);
            consumer.seekToBeginning(ours);
        } catch (IllegalStateException e) {
            // Taken away a moment ago: its new owner meets the same.
            return;
        }
    }

    private void poll() {
        member.awaitGoing();
        if (held && ownership.isOpen()) {
            held = !resumed();
        }
        long began = System.nanoTime();
        long cpu = Member.cpuNanos();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        long returned = System.nanoTime();
        member.stats().waited(returned - began - (Member.cpuNanos() - cpu));
        if (!silent.isEmpty()) {
            listen();
        }
        if (polled.isEmpty()) {
            member.requireAlive();
            idle();
            return;
        }
        member.stats().poll(began, returned);
        pace.begin();
        for (TopicPartition partition : polled.partitions()) {
            int number = topics.number(partition.topic(), partition.partition());
            pace.process(polled.records(partition), records -> process(number, records));
        }
        pace.spendPoll();
        uncommitted = true;
        if (commitDue()) {
            long waiting = System.nanoTime();
            commit();
            member.stats().waited(System.nanoTime() - waiting);
        }
    }

    private void process(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        member.requireAlive();
        received.take(partition, records, System.nanoTime());
        progress.reached(partition, records.get(records.size() - 1).offset() + 1);
    }

    /** Where there is nothing to process, the position may stand behind marks of transactions. */
    private void idle() {
        for (TopicPartition partition : consumer.assignment()) {
            if (!silent.contains(partition)) {
                position(partition);
            }
        }
    }

    private void position(TopicPartition partition) {
        try {
            int number = topics.number(partition.topic(), partition.partition());
            progress.reached(number, consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException | IllegalStateException e) {
            // It is not known now, or the partition was taken away a moment ago.
            return;
        }
    }

    private boolean commits() {
        return commit.kind() == CommitRule.Kind.POLL || commit.kind() == CommitRule.Kind.EVERY;
    }

    private boolean commitDue() {
        return commits()
                && (commit.kind() == CommitRule.Kind.POLL
                        || System.nanoTime() - committedNanos
                                >= commit.every().orElseThrow().toNanos());
    }

    private void commit() {
        long began = System.nanoTime();
        try {
            consumer.commitSync();
            uncommitted = false;
            member.stats().commit(began, System.nanoTime());
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            // The group does not count on this member any more, or has not answered: the records come once more.
            member.stats().commitFailed();
        }
        committedNanos = System.nanoTime();
    }

    /** A lag is known when a partition has answered. */
    private void listen() {
        long now = System.nanoTime();
        silent.removeIf(partition -> {
            boolean answered = answered(partition);
            if (answered) {
                ownership.flows(member.index(), topics.number(partition.topic(), partition.partition()), now);
            }
            return answered;
        });
    }

    private ConsumerRebalanceListener listener() {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                long now = System.nanoTime();
                numbers(partitions).forEach(number -> ownership.assigned(member.index(), number, now));
                if (terms.plan().held() && !ownership.isOpen()) {
                    hold(partitions, now);
                } else {
                    silent.addAll(partitions);
                }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // What a member that was killed has polled is not processed.
                if (uncommitted && commits() && !member.killed()) {
                    commit();
                }
                onPartitionsLost(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                long now = System.nanoTime();
                silent.removeAll(partitions);
                numbers(partitions).forEach(number -> ownership.revoked(member.index(), number, now));
            }
        };
    }

    private boolean resumed() {
        try {
            consumer.resume(consumer.paused());
            return true;
        } catch (IllegalStateException e) {
            // One of them was taken away a moment ago.
            return false;
        }
    }

    private boolean answered(TopicPartition partition) {
        try {
            return consumer.currentLag(partition).isPresent();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void hold(Collection<TopicPartition> partitions, long now) {
        consumer.pause(partitions);
        held = true;
        numbers(partitions).forEach(number -> ownership.flows(member.index(), number, now));
    }

    private Set<Integer> numbers(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = new TreeSet<>();
        partitions.forEach(partition -> numbers.add(topics.number(partition.topic(), partition.partition())));
        return numbers;
    }
}
