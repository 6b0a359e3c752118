package io.datastorm.run.control;

/**
 * Tells in which time a process could not hear the others, so that it does not take them for dead: it was too busy, or
 * nothing came through the control topic, not even what it had told itself. For one thread.
 */
public final class DeafTime {
    private static final long SECOND = 1_000_000_000L;
    /** Each process tells something once a second. */
    private static final long ECHO_NANOS = 2 * SECOND;
    /** For so long faults may take the control topic away. */
    private static final long MOST_NANOS = 60 * SECOND;

    private final boolean faults;
    private long lookedNanos;
    private long deafNanos;

    /** Without faults the control topic has no reason to be away: then only busy times count. */
    public DeafTime(boolean faults) {
        this.faults = faults;
    }

    /**
     * How much of the time since the last call counts for nothing.
     *
     * @param echoNanos when the process last heard something of its own
     */
    public long since(long nowNanos, long echoNanos) {
        long passed = lookedNanos == 0 ? 0 : nowNanos - lookedNanos;
        lookedNanos = nowNanos;
        if (passed > SECOND) {
            return passed;
        }
        if (!faults || nowNanos - echoNanos <= ECHO_NANOS) {
            deafNanos = 0;
            return 0;
        }
        // That it is deaf shows late: since its last echo it heard nothing.
        long more = deafNanos == 0 ? nowNanos - echoNanos : passed;
        deafNanos += more;
        return deafNanos > MOST_NANOS ? 0 : more;
    }
}
