package io.datastorm.kafka.verify;

/**
 * Looks for the next offset that a broker can still serve, when it cannot serve the one where reading is: it goes
 * through the headers of batches to find an offset, and stops at a damaged one. Doubles the distance until an offset
 * can be served, and then halves it back to the first one that can. Not thread-safe.
 */
final class OffsetSearch {
    private final long end;
    private long failing;
    private long served;
    private long step = 1;
    private boolean any;

    /** From an offset that cannot be served, to before an end. */
    OffsetSearch(long failing, long end) {
        this.failing = failing;
        this.end = end;
        this.served = end;
    }

    /** The offset to ask for next. */
    long probe() {
        if (decided()) {
            return served;
        }
        return any ? failing + (served - failing) / 2 : Math.min(failing + step, served - 1);
    }

    /** The probe could not be served. */
    void failed() {
        if (decided()) {
            // It could be served a moment ago: what is found there is damaged as well.
            failing = served;
            served = end;
            step = 1;
            any = false;
            return;
        }
        failing = probe();
        step *= 2;
    }

    /** It could. */
    void served() {
        served = probe();
        any = true;
    }

    /** Whether {@link #probe} is the first offset that can be served, or the end if none can. */
    boolean decided() {
        return served - failing <= 1;
    }

    /** Whether nothing up to the end can be served. */
    boolean hopeless() {
        return decided() && served == end;
    }
}
