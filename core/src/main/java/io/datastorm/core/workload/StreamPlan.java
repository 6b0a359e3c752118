package io.datastorm.core.workload;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Shard;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.generator.stamp.Mix;
import java.util.Optional;

/**
 * Records of one kind for one topic.
 *
 * @param name of the stream; empty if it is the only one of its run
 * @param topic where records go
 * @param records what they are
 * @param load how fast
 * @param extent how long
 * @param sender how they are sent, by each process
 * @param consumers who reads the topic; empty if nobody does
 * @param through the application through which its records are followed; empty if they are not
 * @param shard the part of them that this process sends
 */
public record StreamPlan(
        Optional<String> name,
        TopicPlan topic,
        RecordPlan records,
        Load load,
        RunLength extent,
        SenderPlan sender,
        Optional<ConsumerPlan> consumers,
        Optional<ThroughPlan> through,
        Shard shard) {
    private static final String THREADS = "worker-";

    /** What it is called in results: by its name, or by its topic. */
    public String title() {
        return name.orElse(topic.name());
    }

    /** Where something is wrong with one of its options, to say so. */
    public String where(String option) {
        return name.map(own -> "stream " + own + ", " + option).orElse(option);
    }

    /** Records of several streams are not alike, though they have one seed. */
    public long seed() {
        return name.map(own -> Mix.mix(records.seed(), own.hashCode())).orElse(records.seed());
    }

    /** The same for a process that sends this part. */
    public StreamPlan of(Shard part) {
        return new StreamPlan(name, topic, records, load, extent, sender, consumers, through, part);
    }

    /** The same with another warm-up. */
    public StreamPlan with(Warmup warmup) {
        RunLength other = new RunLength(extent.records(), extent.duration(), warmup);
        return new StreamPlan(name, topic, records, load, other, sender, consumers, through, shard);
    }

    /** The same with other records. */
    public StreamPlan with(RecordPlan other) {
        return new StreamPlan(name, topic, other, load, extent, sender, consumers, through, shard);
    }

    /** The same with another load. */
    public StreamPlan with(Load other) {
        return new StreamPlan(name, topic, records, other, extent, sender, consumers, through, shard);
    }

    /** Whether it writes nothing. */
    public boolean consumesOnly() {
        return consumers.filter(ConsumerPlan::only).isPresent();
    }

    /** How many workers all processes have together. */
    public int workersOfAll() {
        return sender.workers() * shard.of();
    }

    /** The number, among the workers of all processes, of this process's first one. */
    public int firstWorker() {
        return sender.workers() * shard.index();
    }

    /** The thread of a worker, by its number among all. */
    public String threadName(int worker) {
        return THREADS + workerName(worker);
    }

    /** Whether a thread is one of its workers. */
    public boolean owns(String threadName) {
        return threadName.startsWith(THREADS + prefix());
    }

    private String prefix() {
        return name.map(own -> own + "-").orElse("");
    }

    /** What tells a worker of this stream from all others of the run, by its number: {@code 1}, {@code orders-1}. */
    public String workerName(int worker) {
        return prefix() + (worker + 1);
    }
}
