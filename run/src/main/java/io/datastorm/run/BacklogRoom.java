package io.datastorm.run;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.consumer.Backlog;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.TopicCapacity;
import java.time.Duration;
import java.util.OptionalLong;

/** Whether a topic can keep a backlog until it is drained. */
record BacklogRoom(StreamPlan stream, TopicCapacity capacity) {
    /**
     * Checks that.
     *
     * @throws InvalidInput if records would be gone, or the disk would be full, before consumers read
     */
    void require(Backlog backlog) {
        backlog.size().ifPresent(this::requireSize);
        backlog.time().ifPresent(this::requireTime);
    }

    /** Nobody knows what compression makes of it. */
    private void requireSize(DataSize wanted) {
        if (!stream.sender().compression().equals("none")) {
            return;
        }
        OptionalLong kept = capacity.retainedBytes();
        if (kept.isPresent() && wanted.bytes() > kept.getAsLong()) {
            throw refused(
                    ("%s is more than the topic keeps: retention.bytes and segment.bytes of its partitions are %s; "
                                    + "lower the backlog, or raise them")
                            .formatted(wanted, new DataSize(kept.getAsLong())));
        }
        OptionalLong free = capacity.freeBytes();
        // The product may be larger than any long.
        if (free.isPresent() && (double) wanted.bytes() * capacity.replicas() > free.getAsLong()) {
            throw refused("%s on each of %d replicas is more than the disks of the brokers have room for (%s); lower it"
                    .formatted(wanted, capacity.replicas(), new DataSize(free.getAsLong())));
        }
    }

    /** Records of the warm-up are a part of it. */
    private void requireTime(Duration backlog) {
        Duration wanted = stream.extent().warmup().untilSteady()
                ? backlog
                : backlog.plus(stream.extent().warmup().atMost());
        capacity.retained().filter(kept -> kept.compareTo(wanted) <= 0).ifPresent(kept -> {
            throw refused(("the topic keeps records for %s only (retention.ms), and nothing is read for %s, warm-up "
                            + "included; lower the backlog, or raise retention.ms")
                    .formatted(Quantities.format(kept), Quantities.format(wanted)));
        });
    }

    private InvalidInput refused(String what) {
        return new InvalidInput(stream.where(ConsumerOptions.BACKLOG.flag()), what);
    }
}
