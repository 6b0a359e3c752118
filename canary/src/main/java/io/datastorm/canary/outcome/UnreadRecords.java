package io.datastorm.canary.outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that were acknowledged and have not been read by their deadline. If the consumer gets one that was sent after
 * it and lies behind it, it is lost. One that is not read for so long that it may have been deleted as too old is
 * forgotten. At most {@value #MOST} of each partition are remembered. Not thread-safe.
 */
final class UnreadRecords {
    private static final int MOST = 1_000;
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(5).toNanos();

    private final RecordWatch watch;
    private final Map<Integer, List<Unread>> unread = new HashMap<>();
    private final Map<Integer, Read> last = new HashMap<>();

    /** A record that is missing. */
    private record Unread(long number, long offset, long sinceNanos) {
        boolean passedBy(Read read) {
            return read != null && read.number > number && read.offset > offset;
        }
    }

    /** The record that the consumer got last. */
    private record Read(long number, long offset) {}

    UnreadRecords(RecordWatch watch) {
        this.watch = watch;
    }

    void add(long number, int partition, long offset, long nowNanos) {
        Unread added = new Unread(number, offset, nowNanos);
        if (added.passedBy(last.get(partition))) {
            watch.lost(partition, offset);
            return;
        }
        List<Unread> all = unread.computeIfAbsent(partition, first -> new ArrayList<>());
        all.removeIf(each -> nowNanos - each.sinceNanos > FORGOTTEN_NANOS);
        if (all.size() < MOST) {
            all.add(added);
        }
    }

    void read(long number, int partition, long offset) {
        Read read = new Read(number, offset);
        last.put(partition, read);
        List<Unread> waiting = unread.get(partition);
        if (waiting != null) {
            waiting.removeIf(each -> each.number == number);
            waiting.stream().filter(each -> each.passedBy(read)).forEach(each -> watch.lost(partition, each.offset));
            waiting.removeIf(each -> each.passedBy(read));
        }
    }

    void clear() {
        unread.clear();
        last.clear();
    }
}
