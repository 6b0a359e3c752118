package io.datastorm.core.verify;

import io.datastorm.core.verify.lane.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Sequences of a lane that were not read where they were expected, and where they were read instead. Grows with what is
 * wrong only. Not thread-safe.
 */
final class Displaced {
    private final NavigableMap<Long, Place> places = new TreeMap<>();

    /**
     * Sequences from a first one to before an end; each was read at the offset that is its own sequence plus the shift.
     */
    record Place(long first, long end, long shift) {
        long count() {
            return end - first;
        }
    }

    void add(long sequence, long offset) {
        long shift = offset - sequence;
        Map.Entry<Long, Place> before = places.floorEntry(sequence);
        boolean goesOn = before != null
                && before.getValue().end() == sequence
                && before.getValue().shift() == shift;
        long first = goesOn ? before.getKey() : sequence;
        places.put(first, new Place(first, sequence + 1, shift));
    }

    /** It was read where it was expected after all. */
    void remove(long sequence) {
        Map.Entry<Long, Place> entry = places.floorEntry(sequence);
        if (entry == null || entry.getValue().end() <= sequence) {
            return;
        }
        Place place = entry.getValue();
        places.remove(place.first());
        put(new Place(place.first(), sequence, place.shift()));
        put(new Place(sequence + 1, place.end(), place.shift()));
    }

    private void put(Place place) {
        if (place.count() > 0) {
            places.put(place.first(), place);
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The parts of a range of sequences that were read at other offsets than these, in order. */
    List<Place> elsewhere(Ranges.Range sequences, long shift) {
        List<Place> parts = new ArrayList<>();
        Long start = places.floorKey(sequences.first());
        for (Place place :
                places.tailMap(start == null ? sequences.first() : start, true).values()) {
            if (place.first() >= sequences.end()) {
                break;
            }
            Place part = new Place(
                    Math.max(place.first(), sequences.first()), Math.min(place.end(), sequences.end()), place.shift());
            if (part.count() > 0 && part.shift() != shift) {
                parts.add(part);
            }
        }
        return parts;
    }
}
