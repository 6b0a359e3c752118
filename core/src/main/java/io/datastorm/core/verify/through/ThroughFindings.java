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
    private final Coverage coverage;
    private final Map<ThroughAnomaly, Long> counts = new EnumMap<>(ThroughAnomaly.class);
    private final Map<ThroughAnomaly, List<Place>> places = new EnumMap<>(ThroughAnomaly.class);
    private final ThroughCounts written;
    private long leftOut;
    private long unexpected;
    private long removed;
    private long inInput;

    /**
     * Where an anomaly is.
     *
     * @param partition of the topic that the application reads if the record is lost, otherwise of the one that it
     *     writes
     * @param offset of the first record; −1 if that is not known
     * @param count so many records in a row
     */
    public record Place(ThroughAnomaly what, int partition, long offset, long count) {}

    /**
     * Of an application.
     *
     * @param written what stands in the topic that it writes
     */
    ThroughFindings(ThroughRule rule, Coverage coverage, ThroughCounts written) {
        this.rule = rule;
        this.coverage = coverage;
        this.written = written;
    }

    void unexpected(long records) {
        unexpected = records;
    }

    /** It has written nothing for these. */
    void missing(long more) {
        if (rule.mayDrop()) {
            leftOut += more;
        } else {
            count(ThroughAnomaly.LOST, more);
        }
    }

    void count(ThroughAnomaly what, long more) {
        if (more > 0) {
            counts.merge(what, more, Long::sum);
        }
    }

    /** These are gone from the input, and it has written nothing for them. */
    void removed(long more) {
        removed += more;
    }

    /** It has found these in its input as it has written them: more than once, or late. */
    void inInput(ThroughAnomaly what, long records) {
        if (records == 0) {
            return;
        }
        inInput += records;
        long blamed = count(what) - records;
        if (blamed > 0) {
            counts.put(what, blamed);
        } else {
            counts.remove(what);
            places.remove(what);
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
        return coverage.input()
                && coverage.output()
                && !written.stampless()
                && removed == 0
                && (coverage.kept() || !anyMissing());
    }

    private boolean anyMissing() {
        return count(ThroughAnomaly.LOST) + leftOut > 0;
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

    /** Records that are gone from the input, and for which it has written none. */
    public long removed() {
        return removed;
    }

    /** Records that stand twice or late in the input, too. */
    public long inInput() {
        return inInput;
    }

    /** What stands in the topic that it writes. */
    public ThroughCounts written() {
        return written;
    }

    /** How many records of a kind. */
    public long count(ThroughAnomaly what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Records for which the application has written none, and need not. */
    public long leftOut() {
        return leftOut;
    }

    /** Records of the run that do not stand in the input. */
    public long unexpected() {
        return unexpected;
    }

    /** The first places, the worse ones before the others. What may still come is not called lost. */
    public List<Place> places() {
        return places.values().stream()
                .flatMap(List::stream)
                .filter(place -> complete() || place.what() != ThroughAnomaly.LOST)
                .limit(PLACES)
                .toList();
    }
}
