package io.datastorm.core.result.broker;

import java.util.Locale;

/**
 * What a broker told of a second, by its own metrics (Kafka's documentation, "Monitoring"). What it does not tell is
 * null, times of requests also if there were none.
 *
 * @param broker its id on a local cluster, else the address of its metrics
 * @param requestHandlerIdle part of the time in which its request handlers had nothing to do, 0 to 1
 * @param networkIdle the same of its network threads
 * @param produce how long its produce requests took
 * @param flushMillis how long it took to flush a log to the disk
 * @param underReplicated partitions that it leads whose followers are behind
 */
public record BrokerInterval(
        String broker,
        Double requestHandlerIdle,
        Double networkIdle,
        ProduceTimes produce,
        Double flushMillis,
        Long underReplicated) {
    /**
     * Means of its produce requests, and where they spent their time.
     *
     * @param queueMillis waiting for a request handler
     * @param localMillis being written to the leader's log
     * @param remoteMillis waiting for followers
     * @param totalMillis all of it, with the answer
     */
    public record ProduceTimes(Double queueMillis, Double localMillis, Double remoteMillis, Double totalMillis) {
        /** Where the time went, in words; empty if it was not told. */
        String words() {
            return queueMillis == null || localMillis == null || remoteMillis == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "%.1f ms in the queue, %.1f ms to write it, %.1f ms to wait for followers",
                            queueMillis,
                            localMillis,
                            remoteMillis);
        }
    }
}
