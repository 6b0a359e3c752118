package io.datastorm.core.result;

import java.util.List;

/**
 * What reading everything back has shown, as the result document has it. Records are counted, of the whole run, warm-up
 * included.
 *
 * @param read records that were read
 * @param lost acknowledged, and not there
 * @param duplicated there once more
 * @param reordered behind records of their lane that were sent after them
 * @param corrupted not as they were sent
 * @param misplaced in another partition or topic than intended
 * @param phantom reported as failed, and there all the same
 * @param offsetDisagrees acknowledged at one offset, and read at another
 * @param repeatedOffsets at an offset that is not higher than the one before it in the log
 * @param foreign not of this run
 * @param unresolvedStored without an answer, and there
 * @param unresolvedNotStored without an answer, and not there
 * @param removed acknowledged, and removed by retention or compaction
 * @param unread acknowledged, and could not be read
 * @param unmentioned of this run, and not mentioned by its journal
 * @param acknowledged what the journal calls acknowledged
 * @param partitionsWritten partitions with records of this run
 * @param partitions partitions of the topic
 * @param journalSealed whether the journal speaks of all records of the run
 * @param complete whether the journal does, and everything was read
 * @param verdict CLEAN, BROKEN, INCOMPLETE, VOID, PARTIAL or UNACKNOWLEDGED
 * @param places of the first anomalies
 * @param notes what else a reader must know
 * @param seconds how long reading took
 * @param recordsPerSecond how fast it was
 * @param stampBytes what the stamp adds to each record, before compression
 */
public record Verification(
        long read,
        long lost,
        long duplicated,
        long reordered,
        long corrupted,
        long misplaced,
        long phantom,
        long offsetDisagrees,
        long repeatedOffsets,
        long foreign,
        long unresolvedStored,
        long unresolvedNotStored,
        long removed,
        long unread,
        long unmentioned,
        long acknowledged,
        int partitionsWritten,
        int partitions,
        boolean journalSealed,
        boolean complete,
        String verdict,
        List<Place> places,
        List<String> notes,
        double seconds,
        double recordsPerSecond,
        int stampBytes) {
    /**
     * Where an anomaly begins, and for how many records it goes on. An offset or sequence of −1, or a worker of 0, is
     * not known.
     */
    public record Place(String anomaly, int partition, long offset, int worker, long sequence, long count) {}

    /** Whether something is wrong. */
    public boolean broken() {
        return verdict.equals("BROKEN");
    }

    /** Whether everything was read, and nothing is wrong. */
    public boolean clean() {
        return verdict.equals("CLEAN");
    }

    /** Whether nothing is wrong as far as the journal goes, which does not speak of all records. */
    public boolean partial() {
        return verdict.equals("PARTIAL");
    }
}
