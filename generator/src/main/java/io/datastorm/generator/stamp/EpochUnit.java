package io.datastorm.generator.stamp;

/** The unit in which a field counts time since 1970. */
public enum EpochUnit {
    /** For an int, or a long that says so. */
    SECONDS,
    /** timestamp-millis. */
    MILLIS,
    /** timestamp-micros. */
    MICROS,
    /** timestamp-nanos. */
    NANOS;

    /** Milliseconds in this unit. */
    public long fromMillis(long millis) {
        return switch (this) {
            case SECONDS -> Math.floorDiv(millis, 1000L);
            case MILLIS -> millis;
            case MICROS -> millis * 1000;
            case NANOS -> millis * 1_000_000;
        };
    }
}
