package io.datastorm.core.verify.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found of a group: counts of everything, and the first places. Not thread-safe. */
public final class GroupFindings {
    /** So many places are kept. */
    public static final int PLACES = 20;

    private final Map<DeliveryAnomaly, Long> counts = new EnumMap<>(DeliveryAnomaly.class);
    private final List<Place> places = new ArrayList<>();
    private long delivered;
    private long unread;
    private boolean incomplete;
    private final boolean orderPromised;

    /**
     * Where an anomaly is.
     *
     * @param offset of the first record; −1 if that is not known
     * @param count so many records in a row
     * @param rebalance the number of the group's last rebalance, from 1, when the group got them; 0 if there was none,
     *     or if that is not known
     */
    public record Place(DeliveryAnomaly what, int partition, long offset, long count, int rebalance) {}

    /**
     * Of a group.
     *
     * @param orderPromised whether it promises the order of a partition
     */
    GroupFindings(boolean orderPromised) {
        this.orderPromised = orderPromised;
    }

    void delivered(long records) {
        delivered += records;
    }

    void count(DeliveryAnomaly what, long records) {
        if (records > 0) {
            counts.merge(what, records, Long::sum);
        }
    }

    /** Behind the place where the group ended. */
    void unread(long records) {
        unread += records;
        incomplete |= records > 0;
    }

    /** The group may not have got everything that there is. */
    public void incomplete() {
        incomplete = true;
    }

    void place(Place place) {
        if (places.size() < PLACES) {
            places.add(place);
        }
    }

    /** Adds what was found elsewhere. */
    void add(GroupFindings other) {
        other.counts.forEach(this::count);
        places.addAll(other.places);
        places.sort(Comparator.comparing(Place::what)
                .thenComparing(Place::partition)
                .thenComparing(Place::offset));
        places.subList(Math.min(PLACES, places.size()), places.size()).clear();
        delivered += other.delivered;
        unread += other.unread;
        incomplete |= other.incomplete;
    }

    /** What all of it means. */
    public GroupVerdict verdict() {
        long broken = count(DeliveryAnomaly.SKIPPED)
                + count(DeliveryAnomaly.OUT_OF_ORDER)
                + count(DeliveryAnomaly.UNCOMMITTED);
        if (broken > 0) {
            return GroupVerdict.BROKEN;
        }
        if (incomplete) {
            return GroupVerdict.INCOMPLETE;
        }
        return counts.isEmpty() ? GroupVerdict.EXACTLY_ONCE : GroupVerdict.AT_LEAST_ONCE;
    }

    /** Whether it got all records of each lane in their order; false if it promises no order. */
    public boolean ordered() {
        return orderPromised && count(DeliveryAnomaly.OUT_OF_ORDER) == 0;
    }

    /** How many records of a kind. */
    public long count(DeliveryAnomaly what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Records of the run that the group got, each as often as it got it. */
    public long delivered() {
        return delivered;
    }

    /** Records of the log behind the place where the group ended. */
    public long unread() {
        return unread;
    }

    /** The first places. */
    public List<Place> places() {
        return List.copyOf(places);
    }
}
