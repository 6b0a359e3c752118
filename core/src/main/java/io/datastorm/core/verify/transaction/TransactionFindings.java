package io.datastorm.core.verify.transaction;

import io.datastorm.core.verify.journal.TransactionOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found of transactions: counts of everything, and the first places. Not thread-safe. */
public final class TransactionFindings {
    /** So many places are kept. */
    public static final int PLACES = 20;

    private final Map<TransactionOutcome, Long> outcomes = new EnumMap<>(TransactionOutcome.class);
    private final Map<TransactionAnomaly, Long> anomalies = new EnumMap<>(TransactionAnomaly.class);
    private final List<Place> places = new ArrayList<>();

    /**
     * A transaction that is not as it should be.
     *
     * @param worker that wrote it, from 1
     * @param number among those of the worker, from 1
     * @param visible records that consumers of committed records get
     * @param records in all
     */
    public record Place(TransactionAnomaly anomaly, int worker, int number, long visible, long records) {}

    void outcome(TransactionOutcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    void anomaly(Place place) {
        anomalies.merge(place.anomaly(), 1L, Long::sum);
        if (places.size() < PLACES) {
            places.add(place);
        }
    }

    /** How many transactions ended so, as far as the generator knows. */
    public long count(TransactionOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** How many of an anomaly. */
    public long count(TransactionAnomaly anomaly) {
        return anomalies.getOrDefault(anomaly, 0L);
    }

    /** Whether one of them is not as it should be. */
    public boolean broken() {
        return !anomalies.isEmpty();
    }

    /** The first of them. */
    public List<Place> places() {
        return List.copyOf(places);
    }
}
