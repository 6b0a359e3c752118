package io.datastorm.core.result;

import java.util.List;

/**
 * What an application has written for the records of a stream.
 *
 * @param topic that it writes
 * @param expect what it promises: one-to-one, filter or at-least-once
 * @param records that carry a stamp of the run, each as often as it stands there
 * @param distinct the same, each once
 * @param lost records for which it has written none
 * @param leftOut the same if it need not write one
 * @param duplicated records that stand there once more
 * @param reordered records behind others of their lane, in their partition, that were sent after them
 * @param uncommitted records of transactions that are aborted or open
 * @param unexpected records that do not stand in the topic that it reads, as far as the log tells
 * @param foreign records with a stamp of another run
 * @param unstamped records without a stamp
 * @param removed records for which it has written none, and that retention or compaction has removed from the topic
 *     that it reads: nobody knows whether it could read them
 * @param inInput records that stand twice or late in the topic that it reads, and so in its own
 * @param inValue records whose stamp is in the value, and not in a header
 * @param unchanged records whose key, value, headers and timestamp are as they were sent
 * @param endToEnd from when a record was due until it could be read there; null if that was not measured
 * @param complete whether what is missing will not come any more, and was there to be read
 * @param verdict CLEAN, BROKEN or INCOMPLETE
 * @param places of the first anomalies
 * @param notes what else a reader must know
 */
public record ThroughResult(
        String topic,
        String expect,
        long records,
        long distinct,
        long lost,
        long leftOut,
        long duplicated,
        long reordered,
        long uncommitted,
        long unexpected,
        long foreign,
        long unstamped,
        long removed,
        long inInput,
        long inValue,
        long unchanged,
        RunResult.Summary endToEnd,
        boolean complete,
        String verdict,
        List<Place> places,
        List<String> notes) {
    /**
     * Where an anomaly begins, and for how many records it goes on.
     *
     * @param what lost, duplicated, reordered or uncommitted
     * @param topic that the application writes; the one that it reads if the record is lost or uncommitted
     * @param offset −1 if it is not known
     */
    public record Place(String what, String topic, int partition, long offset, long count) {}

    /** Whether it has not done what it promises. */
    public boolean broken() {
        return verdict.equals("BROKEN");
    }

    /** Whether not everything was read that it has written, or will write. */
    public boolean incomplete() {
        return verdict.equals("INCOMPLETE");
    }
}
