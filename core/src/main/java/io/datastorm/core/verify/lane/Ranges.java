package io.datastorm.core.verify.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of numbers as disjoint ranges that do not touch: small as long as they hang together. Not thread-safe. */
public final class Ranges {
    /** From the first number of each range to the one after its last. */
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    /** Numbers from the first to before the end. */
    public record Range(long first, long end) {
        /** How many numbers. */
        public long count() {
            return end - first;
        }
    }

    /** Adds a range. */
    public void add(long first, long end) {
        if (first >= end) {
            return;
        }
        long from = first;
        long to = end;
        Map.Entry<Long, Long> before = ends.floorEntry(first);
        if (before != null && before.getValue() >= first) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        NavigableMap<Long, Long> touched = ends.subMap(from, true, to, true);
        if (!touched.isEmpty()) {
            to = Math.max(to, touched.lastEntry().getValue());
        }
        touched.clear();
        ends.put(from, to);
    }

    /** Takes a number out; false if it was not in. */
    public boolean remove(long number) {
        Map.Entry<Long, Long> range = ends.floorEntry(number);
        if (range == null || range.getValue() <= number) {
            return false;
        }
        ends.remove(range.getKey());
        add(range.getKey(), number);
        if (number + 1 < range.getValue()) {
            ends.put(number + 1, range.getValue());
        }
        return true;
    }

    /** Takes a range out, whatever of it is in. */
    public void removeAll(long first, long end) {
        for (Range part : within(first, end)) {
            long from = ends.floorKey(part.first());
            long to = ends.remove(from);
            add(from, part.first());
            add(part.end(), to);
        }
    }

    /** Whether a number is in. */
    public boolean contains(long number) {
        Map.Entry<Long, Long> range = ends.floorEntry(number);
        return range != null && range.getValue() > number;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ends.isEmpty();
    }

    /** How many numbers are in. */
    public long count() {
        return all().stream().mapToLong(Range::count).sum();
    }

    /** All of them, in order. */
    public List<Range> all() {
        return within(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The parts that lie in a range, in order. */
    public List<Range> within(long first, long end) {
        List<Range> parts = new ArrayList<>();
        Long start = ends.floorKey(first);
        for (Map.Entry<Long, Long> range :
                ends.tailMap(start == null ? first : start, true).entrySet()) {
            if (range.getKey() >= end) {
                break;
            }
            Range part = new Range(Math.max(first, range.getKey()), Math.min(end, range.getValue()));
            if (part.count() > 0) {
                parts.add(part);
            }
        }
        return parts;
    }
}
