package io.datastorm.generator.stamp;

import java.util.OptionalLong;

/** The timestamp of a record, which follows from its number and the time alone. Immutable and thread-safe. */
public sealed interface RecordTime {
    /** In milliseconds since 1970. */
    long millis(Freshness now);

    /** How long before they are sent all records have their time, if it is the same for all, in milliseconds. */
    OptionalLong lagMillis();

    /** No record that is sent from this time on has an earlier one. */
    long oldestMillis(long nowMillis);

    /** So long before they are sent. */
    record Lagged(long millis) implements RecordTime {
        @Override
        public long millis(Freshness now) {
            return now.epochMillis() - millis;
        }

        @Override
        public OptionalLong lagMillis() {
            return OptionalLong.of(millis);
        }

        @Override
        public long oldestMillis(long nowMillis) {
            return nowMillis - millis;
        }
    }

    /** The time that is written into a field. */
    record OfTime(Stamp.EpochTime stamp) implements RecordTime {
        @Override
        public long millis(Freshness now) {
            return stamp.millis(now.sequence(), now.epochMillis());
        }

        @Override
        public OptionalLong lagMillis() {
            return stamp.jitterMillis() == 0 ? OptionalLong.of(-stamp.offsetMillis()) : OptionalLong.empty();
        }

        @Override
        public long oldestMillis(long nowMillis) {
            return nowMillis + stamp.offsetMillis() - stamp.jitterMillis();
        }
    }

    /** A field that counts, in milliseconds. */
    record OfSequence(Stamp.Sequence stamp) implements RecordTime {
        @Override
        public long millis(Freshness now) {
            return stamp.value(now.sequence());
        }

        @Override
        public OptionalLong lagMillis() {
            return OptionalLong.empty();
        }

        /** That of the first record, as it is when it counts up. */
        @Override
        public long oldestMillis(long nowMillis) {
            return stamp.value(0);
        }
    }

    /**
     * The time that a field tells with this stamp.
     *
     * @throws IllegalArgumentException if it tells no time
     */
    static RecordTime of(Stamp stamp) {
        if (stamp instanceof Stamp.EpochTime time) {
            return new OfTime(time);
        }
        if (stamp instanceof Stamp.Sequence sequence) {
            return new OfSequence(sequence);
        }
        if (stamp instanceof Stamp.IsoText) {
            return new Lagged(0);
        }
        throw new IllegalArgumentException("is no time");
    }
}
