package io.datastorm.core.measure;

import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one worker that were wrong on purpose, until somebody takes them. They are rare, so that a lock is no
 * matter. Thread-safe.
 */
final class DirtLog {
    /** What nobody takes in time is only counted. */
    private static final int MOST_WAITING = 200_000;

    private final Map<DirtKind, Long> counts = new EnumMap<>(DirtKind.class);
    private List<DirtyRecord> waiting = new ArrayList<>();

    synchronized void add(DirtyRecord record) {
        counts.merge(record.kind(), 1L, Long::sum);
        if (waiting.size() < MOST_WAITING) {
            waiting.add(record);
        }
    }

    /** How many there were of each kind. */
    synchronized DirtCounts counts() {
        return new DirtCounts(counts);
    }

    /** Takes what is waiting, but not more than this. */
    synchronized List<DirtyRecord> take(int most) {
        if (waiting.size() <= most) {
            List<DirtyRecord> all = waiting;
            waiting = all.isEmpty() ? all : new ArrayList<>();
            return all.isEmpty() ? List.of() : all;
        }
        List<DirtyRecord> first = new ArrayList<>(waiting.subList(0, most));
        waiting.subList(0, most).clear();
        return first;
    }
}
