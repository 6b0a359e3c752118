package io.datastorm.core.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * How a worker's records are put into transactions. One of records and time is there.
 *
 * @param records of each transaction
 * @param time for which each transaction is open
 * @param abortShare the part of them that is aborted on purpose
 */
public record TransactionPlan(Optional<Integer> records, Optional<Duration> time, double abortShare) {
    /** After so many milliseconds the coordinator aborts a transaction. */
    public static final String TIMEOUT_PROPERTY = "transaction.timeout.ms";

    /** What the transactional ids of all workers begin with. */
    public static final String ID_PROPERTY = "transactional.id";

    private static final String DEFAULT_PREFIX = "datastorm-";
    /** The client's own. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    private static final int MOST_RECORDS = 100_000_000;

    /**
     * Reads a number of records or a duration; {@code 1m} is a minute.
     *
     * @throws IllegalArgumentException with what must be written
     */
    public static TransactionPlan parse(String text) {
        if (text.matches("[0-9._]+k?")) {
            long records = Quantities.count(text);
            if (records < 1 || records > MOST_RECORDS) {
                throw new IllegalArgumentException("must be 1 to 100,000,000 records, got " + text);
            }
            return new TransactionPlan(Optional.of((int) records), Optional.empty(), 0);
        }
        Duration time;
        try {
            time = Quantities.duration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a number of records such as 1000, or a time such as 200ms, got '" + text + "'", e);
        }
        if (time.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing; 1 makes a transaction of each record");
        }
        return new TransactionPlan(Optional.empty(), Optional.of(time), 0);
    }

    /** The same, of which a part is aborted. */
    public TransactionPlan aborting(double share) {
        return new TransactionPlan(records, time, share);
    }

    /** What the transactional ids of a sender's workers begin with. */
    public static String idPrefix(SenderPlan sender) {
        return sender.properties().getOrDefault(ID_PROPERTY, DEFAULT_PREFIX);
    }

    /** When the coordinator aborts a transaction of this sender that is still open. */
    public static Duration timeout(SenderPlan sender) {
        String text = sender.properties().getOrDefault(TIMEOUT_PROPERTY, "").trim();
        return text.matches("\\d{1,10}") ? Duration.ofMillis(Long.parseLong(text)) : DEFAULT_TIMEOUT;
    }
}
