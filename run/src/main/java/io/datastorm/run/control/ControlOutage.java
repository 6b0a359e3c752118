package io.datastorm.run.control;

/**
 * Measures the time in which a process could not receive messages, so that it does not count as silence of the others.
 * Either the process itself was too busy to receive, or the control topic was not available. The topic is not available
 * when a process does not even receive the messages that it sends itself. For one thread.
 */
public final class ControlOutage {
    private static final long SECOND = 1_000_000_000L;
    /** Each process sends a message once a second. */
    private static final long OWN_MESSAGE_NANOS = 2 * SECOND;
    /** An outage that faults cause counts for so long. */
    private static final long MOST_NANOS = 60 * SECOND;

    private final boolean faults;
    private long lastNanos;
    private long outageNanos;

    /** Without faults an unavailable topic is no excuse: then only the times in which the process was busy count. */
    public ControlOutage(boolean faults) {
        this.faults = faults;
    }

    /**
     * How much of the time since the last call was an outage.
     *
     * @param ownMessageNanos when the process last received a message of its own
     */
    public long since(long nowNanos, long ownMessageNanos) {
        long passed = lastNanos == 0 ? 0 : nowNanos - lastNanos;
        lastNanos = nowNanos;
        if (passed > SECOND) {
            return passed;
        }
        if (!faults || nowNanos - ownMessageNanos <= OWN_MESSAGE_NANOS) {
            outageNanos = 0;
            return 0;
        }
        // An outage is noticed late: it began with the last message.
        long more = outageNanos == 0 ? nowNanos - ownMessageNanos : passed;
        outageNanos += more;
        return outageNanos > MOST_NANOS ? 0 : more;
    }
}
