package io.datastorm.generator.dirt;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which shares of a stream's events are wrong on purpose, each 0 to 1. An event is wrong in one way at most.
 *
 * @param late how many are sent late, and how late
 * @param drop how many are never sent
 * @param duplicate how many are sent twice
 * @param invalid how many have values that cannot be decoded
 */
public record Dirt(Lateness late, double drop, double duplicate, double invalid) {
    /** All events are as they should be. */
    public static final Dirt NONE = new Dirt(Lateness.NONE, 0, 0, 0);

    /** The part of all events that are wrong. */
    public double rate() {
        return late.rate() + drop + duplicate + invalid;
    }

    /** Whether any event is. */
    public boolean any() {
        return rate() > 0;
    }

    /** The share of each kind. */
    public Map<DirtKind, Double> rates() {
        Map<DirtKind, Double> rates = new EnumMap<>(DirtKind.class);
        rates.put(DirtKind.LATE, late.rate());
        rates.put(DirtKind.DROPPED, drop);
        rates.put(DirtKind.DUPLICATE, duplicate);
        rates.put(DirtKind.INVALID, invalid);
        return rates;
    }
}
