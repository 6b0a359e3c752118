package io.datastorm.core.verify.through;

import io.datastorm.core.verify.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found of the records that an application has written: counts of everything, and the first places. */
public final class ThroughFindings {
    /** So many places are kept. */
    public static final int PLACES = 20;

    private final ThroughRule rule;
    private final Reading reading;
    private final Map<ThroughAnomaly, Long> counts = new EnumMap<>(ThroughAnomaly.class);
    private final Map<ThroughAnomaly, List<Place>> places = new EnumMap<>(ThroughAnomaly.class);
    private long records;
    private long foreign;
    private long unstamped;
    private long unchanged;
    private long distinct;
    private long dropped;
    private long unexpected;
    private long unknown;
    private long ofTheLog;
    private boolean stampless;

    /**
     * Where an anomaly is.
     *
     * @param partition of the topic that the application reads if the record is lost, otherwise of the one that it
     *     writes
     * @param offset of the first record; −1 if that is not known
     * @param count so many records in a row
     */
    public record Place(ThroughAnomaly what, int partition, long offset, long count) {}

    ThroughFindings(ThroughRule rule, Reading reading) {
        this.rule = rule;
        this.reading = reading;
    }

    void records(long ofRun, long asSent) {
        records += ofRun;
        unchanged += asSent;
    }

    void others(long ofOtherRuns, long withoutStamp) {
        foreign += ofOtherRuns;
        unstamped += withoutStamp;
    }

    void distinct(long more) {
        distinct += more;
    }

    void unexpected(long more) {
        unexpected += more;
    }

    /** It has written nothing for these. */
    void missing(long more) {
        if (rule.mayDrop()) {
            dropped += more;
        } else {
            count(ThroughAnomaly.LOST, more);
        }
    }

    void count(ThroughAnomaly what, long more) {
        if (more > 0) {
            counts.merge(what, more, Long::sum);
        }
    }

    /** These are gone from the log, and the application has written nothing for them: nobody knows why. */
    void unknown(long more) {
        unknown += more;
    }

    /** Without stamps nobody can tell which records it has written. */
    void stampless() {
        stampless = true;
    }

    /** These stand in the log as the application has written them: more than once, or late. */
    void ofTheLog(ThroughAnomaly what, long records) {
        long blamed = count(what) - records;
        ofTheLog += records;
        if (records > 0 && blamed <= 0) {
            counts.remove(what);
            places.remove(what);
        } else if (records > 0) {
            counts.put(what, blamed);
        }
    }

    void place(Place place) {
        List<Place> alike = places.computeIfAbsent(place.what(), unseen -> new ArrayList<>());
        if (alike.size() < PLACES) {
            alike.add(place);
        }
    }

    /** Whether what is missing will not come any more, and was there to be read. */
    public boolean complete() {
        return reading.log() && reading.written() && !stampless && unknown == 0 && (reading.kept() || !anyMissing());
    }

    private boolean anyMissing() {
        return count(ThroughAnomaly.LOST) + dropped > 0;
    }

    /** CLEAN, BROKEN or INCOMPLETE. */
    public Verdict verdict() {
        long broken = count(ThroughAnomaly.REORDERED)
                + count(ThroughAnomaly.UNCOMMITTED)
                + (rule.mayRepeat() ? 0 : count(ThroughAnomaly.DUPLICATED))
                + (complete() ? count(ThroughAnomaly.LOST) : 0);
        if (broken > 0) {
            return Verdict.BROKEN;
        }
        return complete() ? Verdict.CLEAN : Verdict.INCOMPLETE;
    }

    /** Records that are gone from the log, and for which the application has written none. */
    public long unknown() {
        return unknown;
    }

    /** Records that the log itself has more than once or late, and that the application has written so. */
    public long ofTheLog() {
        return ofTheLog;
    }

    /** How many records of a kind. */
    public long count(ThroughAnomaly what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Records that carry a stamp of the run, each as often as it stands there. */
    public long records() {
        return records;
    }

    /** Records that carry a stamp of another run. */
    public long foreign() {
        return foreign;
    }

    /** Records without a stamp. */
    public long unstamped() {
        return unstamped;
    }

    /** Records of the run whose key, value, headers and timestamp are as they were sent. */
    public long unchanged() {
        return unchanged;
    }

    /** Records of the run, each once. */
    public long distinct() {
        return distinct;
    }

    /** Records for which the application has written none, and need not. */
    public long dropped() {
        return dropped;
    }

    /** Records of the run that do not stand in the topic that the application reads. */
    public long unexpected() {
        return unexpected;
    }

    /** The first places, the worse ones before the others. */
    public List<Place> places() {
        return places.values().stream().flatMap(List::stream).limit(PLACES).toList();
    }
}
