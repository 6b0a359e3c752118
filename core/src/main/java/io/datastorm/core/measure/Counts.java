package io.datastorm.core.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many records came how far. Addable over workers, seconds and processes in any order. Immutable.
 *
 * @param sent of the whole run, warm-up and drain included
 * @param window of the measured window
 * @param before of the time before it
 * @param failed records that are known not to be stored, by error
 * @param unresolved records without an answer, by error
 * @param transactions that have ended
 */
public record Counts(
        Sent sent,
        InWindow window,
        Before before,
        Map<String, Long> failed,
        Map<String, Long> unresolved,
        TransactionCounts transactions) {
    /** Nothing. */
    public static final Counts NONE = new Counts(
            new Sent(0, 0, 0, 0),
            new InWindow(0, 0, 0, 0, 0),
            new Before(0, 0),
            Map.of(),
            Map.of(),
            TransactionCounts.NONE);

    /**
     * Records of the whole run.
     *
     * @param attempted handed to the sender
     * @param neverSent due and not sent
     * @param acknowledgedBytes of values
     */
    public record Sent(long attempted, long neverSent, long acknowledged, long acknowledgedBytes) {
        private Sent plus(Sent other, int sign) {
            return new Sent(
                    attempted + sign * other.attempted,
                    neverSent + sign * other.neverSent,
                    acknowledged + sign * other.acknowledged,
                    acknowledgedBytes + sign * other.acknowledgedBytes);
        }
    }

    /**
     * Records of the measured window.
     *
     * @param due in it; 0 in a closed loop
     * @param neverSent of those
     * @param acknowledged in it
     * @param bytes of the values of those
     * @param lastDueNanos when the last record was due, from the window's beginning
     */
    public record InWindow(long due, long neverSent, long acknowledged, long bytes, long lastDueNanos) {
        private InWindow plus(InWindow other, int sign) {
            return new InWindow(
                    due + sign * other.due,
                    neverSent + sign * other.neverSent,
                    acknowledged + sign * other.acknowledged,
                    bytes + sign * other.bytes,
                    Math.max(lastDueNanos, other.lastDueNanos));
        }
    }

    /** Records that were due before the window, and those that were acknowledged before it. */
    public record Before(long due, long acknowledged) {
        private Before plus(Before other, int sign) {
            return new Before(due + sign * other.due, acknowledged + sign * other.acknowledged);
        }
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return combined(other, 1);
    }

    /** What was added since these were the counts. */
    public Counts since(Counts earlier) {
        return combined(earlier, -1);
    }

    private Counts combined(Counts other, int sign) {
        return new Counts(
                sent.plus(other.sent, sign),
                window.plus(other.window, sign),
                before.plus(other.before, sign),
                combined(failed, other.failed, sign),
                combined(unresolved, other.unresolved, sign),
                transactions.plus(other.transactions, sign));
    }

    private static Map<String, Long> combined(Map<String, Long> one, Map<String, Long> other, int sign) {
        Map<String, Long> both = new TreeMap<>(one);
        other.forEach((error, count) -> both.merge(error, sign * count, Long::sum));
        both.values().removeIf(count -> count == 0);
        return both;
    }

    /** Records that are known not to be stored. */
    public long failedRecords() {
        return sum(failed);
    }

    /** Records that may or may not be stored: there is no answer, or not yet. */
    public long unresolvedRecords() {
        return sum(unresolved) + pending();
    }

    /** Records that have no outcome yet. */
    public long pending() {
        return Math.max(0, sent.attempted - sent.acknowledged - failedRecords() - sum(unresolved));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
