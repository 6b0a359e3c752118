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
    private final Map<ThroughAnomaly, Long> counts = new EnumMap<>(ThroughAnomaly.class);
    private final Map<ThroughAnomaly, List<Place>> places = new EnumMap<>(ThroughAnomaly.class);
    private long records;
    private long foreign;
    private long unstamped;
    private long unchanged;
    private long distinct;
    private long dropped;
    private long unexpected;
    private boolean incomplete;

    /**
     * Where an anomaly is.
     *
     * @param partition of the topic that the application reads if the record is lost, otherwise of the one that it
     *     writes
     * @param offset of the first record; −1 if that is not known
     * @param count so many records in a row
     */
    public record Place(ThroughAnomaly what, int partition, long offset, long count) {}

    ThroughFindings(ThroughRule rule) {
        this.rule = rule;
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

    /** Not everything was read. */
    void incomplete() {
        incomplete = true;
    }

    void place(Place place) {
        List<Place> alike = places.computeIfAbsent(place.what(), unseen -> new ArrayList<>());
        if (alike.size() < PLACES) {
            alike.add(place);
        }
    }

    /** CLEAN, BROKEN or INCOMPLETE. */
    public Verdict verdict() {
        long broken = count(ThroughAnomaly.LOST)
                + count(ThroughAnomaly.REORDERED)
                + count(ThroughAnomaly.UNCOMMITTED)
                + (rule.mayRepeat() ? 0 : count(ThroughAnomaly.DUPLICATED));
        // What is missing may still come if somebody has stopped to wait for it.
        if (broken > (incomplete ? count(ThroughAnomaly.LOST) : 0)) {
            return Verdict.BROKEN;
        }
        return incomplete ? Verdict.INCOMPLETE : Verdict.CLEAN;
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
