package io.datastorm.core.verify;

import io.datastorm.core.verify.transaction.TransactionFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private boolean incomplete;
    private long unmentioned;
    private long acknowledged;
    private boolean journalComplete;
    private int partitionsWritten;
    private int partitions;
    /** Null if there are none. */
    private TransactionFindings transactions;

    /**
     * Where an anomaly is.
     *
     * @param offset where it was read, or acknowledged if it is lost; −1 if that is not known
     * @param worker the lane's worker, from 1; 0 if that is not known
     * @param sequence within the lane, from 0; −1 if that is not known
     * @param count so many records in a row, in offset and in sequence
     */
    public record Place(Anomaly anomaly, int partition, long offset, int worker, long sequence, long count) {
        private boolean goesOn(Place next) {
            return anomaly == next.anomaly
                    && partition == next.partition
                    && worker == next.worker
                    && next.offset == (offset < 0 ? offset : offset + count)
                    && next.sequence == (sequence < 0 ? sequence : sequence + count);
        }

        private Place plus(Place next) {
            return new Place(anomaly, partition, offset, worker, sequence, count + next.count);
        }
    }

    /**
     * The counts of a log that is as it should be.
     *
     * @param read records
     * @param foreign records that are not of this run
     * @param unresolvedStored records without an answer that are there
     * @param unmentioned records of the run that the journal does not mention
     */
    public record Counts(long read, long foreign, long unresolvedStored, long unmentioned) {}

    /** Empty if there is more to say than counts. */
    Optional<Counts> plain() {
        boolean more = !counts.isEmpty() || !notes.isEmpty() || incomplete || removed + unread > 0;
        return more ? Optional.empty() : Optional.of(new Counts(read, foreign, unresolvedStored, unmentioned));
    }

    /** Begins with these. */
    void begin(Counts before) {
        read = before.read();
        foreign = before.foreign();
        unresolvedStored = before.unresolvedStored();
        unmentioned = before.unmentioned();
    }

    void anomaly(Place place) {
        counts.merge(place.anomaly(), place.count(), Long::sum);
        Place last = places.isEmpty() ? null : places.get(places.size() - 1);
        if (last != null && last.goesOn(place)) {
            places.set(places.size() - 1, last.plus(place));
        } else if (places.size() < PLACES) {
            places.add(place);
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

    /** Some part of the log was not read. */
    public void incomplete() {
        incomplete = true;
    }

    void unmentioned() {
        unmentioned++;
    }

    /** What the journal speaks of. */
    void journal(boolean complete, long acknowledgedRecords) {
        journalComplete = complete;
        acknowledged = acknowledgedRecords;
    }

    /** How many partitions have records of the run, and how many there are. */
    void coverage(int written, int all) {
        partitionsWritten = written;
        partitions = all;
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
        incomplete |= other.incomplete;
        unmentioned += other.unmentioned;
    }

    /** What was found of transactions. */
    void transactions(TransactionFindings found) {
        transactions = found;
    }

    /** In this partition records are not visible yet, and nobody knows whether they will be. */
    void blocked(String partition) {
        incomplete();
        note("%s: a transaction of another producer is open, and consumers of committed records do not get past it"
                .formatted(partition));
    }

    /** What all of it means. */
    public Verdict verdict() {
        if (!counts.isEmpty() || (transactions != null && transactions.broken())) {
            return Verdict.BROKEN;
        }
        if (unread > 0 || incomplete) {
            return Verdict.INCOMPLETE;
        }
        if (removed > 0) {
            return Verdict.VOID;
        }
        if (!journalComplete || unmentioned > 0) {
            return Verdict.PARTIAL;
        }
        return acknowledged > 0 ? Verdict.CLEAN : Verdict.UNACKNOWLEDGED;
    }

    /** How many of an anomaly. */
    public long count(Anomaly anomaly) {
        return counts.getOrDefault(anomaly, 0L);
    }

    /** The first places of anomalies. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    /** What was found of transactions; empty if records were not written in any. */
    public Optional<TransactionFindings> transactions() {
        return Optional.ofNullable(transactions);
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

    /** Acknowledged records that could not be read. */
    public long unreadRecords() {
        return unread;
    }

    /** Records of the run that the journal does not mention. */
    public long unmentionedRecords() {
        return unmentioned;
    }

    /** Records that the journal calls acknowledged. */
    public long acknowledgedRecords() {
        return acknowledged;
    }

    /** Whether everything was read. */
    public boolean everythingRead() {
        return !incomplete && unread == 0;
    }

    /** Whether the journal speaks of all records of the run. */
    public boolean journalComplete() {
        return journalComplete;
    }

    /** Partitions with records of the run. */
    public int partitionsWritten() {
        return partitionsWritten;
    }

    /** Partitions of the topic. */
    public int partitions() {
        return partitions;
    }
}
