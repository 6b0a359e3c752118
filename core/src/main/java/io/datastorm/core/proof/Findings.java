package io.datastorm.core.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found: counts of everything, and the places of the first anomalies. Not thread-safe. */
public final class Findings {
    /** So many places are kept. */
    public static final int PLACES = 20;

    private final Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);
    private final List<Place> places = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long read;
    private long foreign;
    private long unresolvedStored;
    private long unresolvedNotStored;
    private long removed;
    private long unread;

    /**
     * Where an anomaly is.
     *
     * @param offset where it was read, or acknowledged if it is lost; −1 if that is not known
     * @param worker the lane's worker, from 1; 0 if that is not known
     * @param sequence within the lane, from 0; −1 if that is not known
     */
    public record Place(Anomaly anomaly, int partition, long offset, int worker, long sequence) {}

    void anomaly(long count, Place first) {
        counts.merge(first.anomaly(), count, Long::sum);
        for (long i = 0; i < count && places.size() < PLACES; i++) {
            places.add(new Place(
                    first.anomaly(),
                    first.partition(),
                    first.offset() < 0 ? first.offset() : first.offset() + i,
                    first.worker(),
                    first.sequence() < 0 ? first.sequence() : first.sequence() + i));
        }
    }

    void read(long records) {
        read += records;
    }

    void foreign() {
        foreign++;
    }

    void unresolvedStored() {
        unresolvedStored++;
    }

    void unresolvedNotStored(long records) {
        unresolvedNotStored += records;
    }

    void removed(long records) {
        removed += records;
    }

    void unread(long records) {
        unread += records;
    }

    /** Something that is no anomaly, but that a reader must know. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** Adds what was found elsewhere. */
    void add(Findings other) {
        other.counts.forEach((anomaly, count) -> counts.merge(anomaly, count, Long::sum));
        places.addAll(other.places);
        places.sort(Comparator.comparing(Place::anomaly)
                .thenComparing(Place::partition)
                .thenComparing(Place::offset));
        places.subList(Math.min(PLACES, places.size()), places.size()).clear();
        notes.addAll(other.notes);
        read += other.read;
        foreign += other.foreign;
        unresolvedStored += other.unresolvedStored;
        unresolvedNotStored += other.unresolvedNotStored;
        removed += other.removed;
        unread += other.unread;
    }

    /** What all of it means. */
    public enum Verdict {
        /** Every acknowledged record is there, once, in order, as it was sent. */
        CLEAN,
        /** Something is wrong. */
        BROKEN,
        /** Nothing wrong was found, but not everything could be read. */
        INCOMPLETE,
        /** Nothing wrong was found, but retention or compaction has removed records: nothing can be said about those. */
        VOID
    }

    /** What all of it means. */
    public Verdict verdict() {
        if (!counts.isEmpty()) {
            return Verdict.BROKEN;
        }
        if (unread > 0) {
            return Verdict.INCOMPLETE;
        }
        return removed > 0 ? Verdict.VOID : Verdict.CLEAN;
    }

    /** How many of an anomaly. */
    public long count(Anomaly anomaly) {
        return counts.getOrDefault(anomaly, 0L);
    }

    /** The first places of anomalies. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    /** What else a reader must know. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Records read. */
    public long read() {
        return read;
    }

    /** Records that are not of this run. */
    public long foreignRecords() {
        return foreign;
    }

    /** Records without an answer that are there. */
    public long unresolvedStoredRecords() {
        return unresolvedStored;
    }

    /** Records without an answer that are not there. */
    public long unresolvedNotStoredRecords() {
        return unresolvedNotStored;
    }

    /** Acknowledged records that retention or compaction has removed. */
    public long removedRecords() {
        return removed;
    }

    /** Records that could not be read. */
    public long unreadRecords() {
        return unread;
    }
}
