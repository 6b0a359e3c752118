package io.datastorm.kafka.consume;

import io.datastorm.core.verify.lane.Ranges;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far a group has come in each partition. Thread-safe; asked for once a poll, and not for each record. */
final class GroupProgress {
    private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
    /** Of share groups, which do not read in order: what is done above the position. */
    private final Map<Integer, Ranges> above = new ConcurrentHashMap<>();

    GroupProgress(Map<Integer, Long> starts) {
        positions.putAll(starts);
    }

    /** Everything before this offset is done. */
    void reached(int partition, long offset) {
        positions.merge(partition, offset, Math::max);
    }

    /** A group has gone back to the beginning of a partition. */
    void restarted(int partition) {
        positions.put(partition, 0L);
    }

    /** Records are done, in whatever order. */
    void done(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        Ranges done = above.computeIfAbsent(partition, unseen -> new Ranges());
        synchronized (done) {
            long first = records.get(0).offset();
            long end = first;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() != end) {
                    done.add(first, end);
                    first = record.offset();
                }
                end = record.offset() + 1;
            }
            done.add(first, end);
            long position = positions.getOrDefault(partition, 0L);
            for (Ranges.Range next : done.within(position, Long.MAX_VALUE)) {
                if (next.first() != position) {
                    break;
                }
                position = next.end();
            }
            done.removeAll(Long.MIN_VALUE, position);
            reached(partition, position);
        }
    }

    /** Records up to these ends that are not done. */
    long lag(Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Partitions that are not done up to these ends. */
    Set<Integer> behind(Map<Integer, Long> ends) {
        Set<Integer> behind = new TreeSet<>();
        ends.forEach((partition, end) -> {
            if (positions.getOrDefault(partition, 0L) < end) {
                behind.add(partition);
            }
        });
        return behind;
    }

    /** The offset behind what is done in each partition. */
    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }
}
