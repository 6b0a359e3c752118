package io.datastorm.core.result;

import java.util.List;
import java.util.stream.Stream;

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
 * @param groups what consumer groups got
 * @param transactions what was found of transactions; null if records were not written in any
 * @param through what applications have written for the records
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
        int stampBytes,
        List<Group> groups,
        Transactions transactions,
        List<ThroughResult> through) {
    /** Documents that were written before groups or applications were judged can be read as well. */
    public Verification {
        groups = groups == null ? List.of() : groups;
        through = through == null ? List.of() : through;
    }

    /** The worse ones first: what holds for one stream holds for the run. */
    private static final List<String> WORST_FIRST =
            List.of("BROKEN", "INCOMPLETE", "VOID", "PARTIAL", "UNACKNOWLEDGED", "CLEAN");

    /**
     * What was found of all streams of a run.
     *
     * @param names of the streams, in the order of what was found
     */
    public static Verification ofAll(List<String> names, List<Verification> found) {
        Verification all = found.get(0).named(found.size() == 1 ? null : names.get(0));
        for (int i = 1; i < found.size(); i++) {
            all = all.and(found.get(i).named(names.get(i)));
        }
        return all;
    }

    /** The same, where notes and places tell which stream they are about; not if the name is null. */
    private Verification named(String stream) {
        if (stream == null) {
            return this;
        }
        List<Place> placed = places.stream()
                .map(place -> new Place(
                        "stream " + stream + ", " + place.anomaly,
                        place.topic,
                        place.partition,
                        place.offset,
                        place.worker,
                        place.sequence,
                        place.count))
                .toList();
        return with(
                verdict,
                placed,
                notes.stream().map(note -> "stream " + stream + ": " + note).toList(),
                groups,
                through);
    }

    private Verification and(Verification other) {
        double time = seconds + other.seconds;
        return new Verification(
                read + other.read,
                lost + other.lost,
                duplicated + other.duplicated,
                reordered + other.reordered,
                corrupted + other.corrupted,
                misplaced + other.misplaced,
                phantom + other.phantom,
                offsetDisagrees + other.offsetDisagrees,
                repeatedOffsets + other.repeatedOffsets,
                foreign + other.foreign,
                unresolvedStored + other.unresolvedStored,
                unresolvedNotStored + other.unresolvedNotStored,
                removed + other.removed,
                unread + other.unread,
                unmentioned + other.unmentioned,
                acknowledged + other.acknowledged,
                partitionsWritten + other.partitionsWritten,
                partitions + other.partitions,
                journalSealed && other.journalSealed,
                complete && other.complete,
                worse(verdict, other.verdict),
                Stream.concat(places.stream(), other.places.stream()).toList(),
                Stream.concat(notes.stream(), other.notes.stream()).toList(),
                time,
                time > 0 ? (read + other.read) / time : 0,
                Math.max(stampBytes, other.stampBytes),
                Stream.concat(groups.stream(), other.groups.stream()).toList(),
                transactions == null ? other.transactions : transactions.and(other.transactions),
                Stream.concat(through.stream(), other.through.stream()).toList());
    }

    private static String worse(String one, String other) {
        return WORST_FIRST.get(Math.min(WORST_FIRST.indexOf(one), WORST_FIRST.indexOf(other)));
    }

    private Verification with(
            String judged,
            List<Place> placed,
            List<String> noted,
            List<Group> ofGroups,
            List<ThroughResult> ofApplications) {
        return new Verification(
                read,
                lost,
                duplicated,
                reordered,
                corrupted,
                misplaced,
                phantom,
                offsetDisagrees,
                repeatedOffsets,
                foreign,
                unresolvedStored,
                unresolvedNotStored,
                removed,
                unread,
                unmentioned,
                acknowledged,
                partitionsWritten,
                partitions,
                journalSealed,
                complete,
                judged,
                placed,
                noted,
                seconds,
                recordsPerSecond,
                stampBytes,
                ofGroups,
                transactions,
                ofApplications);
    }

    /**
     * Transactions, as the journal tells of them, and what is wrong with them: see {@link TransactionResult}.
     *
     * @param places the first that are not as they should be
     */
    public record Transactions(
            long committed,
            long aborted,
            long unresolved,
            long torn,
            long lost,
            long resurrected,
            long hanging,
            List<TransactionPlace> places) {
        private Transactions and(Transactions other) {
            return other == null
                    ? this
                    : new Transactions(
                            committed + other.committed,
                            aborted + other.aborted,
                            unresolved + other.unresolved,
                            torn + other.torn,
                            lost + other.lost,
                            resurrected + other.resurrected,
                            hanging + other.hanging,
                            Stream.concat(places.stream(), other.places.stream())
                                    .toList());
        }
    }

    /**
     * A transaction that is not as it should be.
     *
     * @param what torn, lost, resurrected or hanging
     * @param worker that wrote it, from 1
     * @param number among those of the worker, from 1
     * @param visible records that consumers of committed records get
     * @param records in all
     */
    public record TransactionPlace(String what, int worker, int number, long visible, long records) {}

    /**
     * Where an anomaly begins, and for how many records it goes on. An offset or sequence of −1, or a worker of 0, is
     * not known.
     *
     * @param topic null if the stream has no other
     */
    public record Place(
            String anomaly, String topic, int partition, long offset, int worker, long sequence, long count) {}

    /**
     * What one consumer group got of the records in the log, each record as often as the group got it.
     *
     * @param delivered records that it got
     * @param skipped records that it did not get, though it got what stands behind them
     * @param redelivered records that it got once more
     * @param outOfOrder records that it got when it had got what stands behind them; a share group promises no order
     * @param duplicated records that stand in the log twice
     * @param uncommitted records of transactions that are aborted or open, which a group of committed records got
     * @param unread records behind the place where it ended
     * @param ordered whether it got all records of each lane in their order; false for a share group
     * @param verdict exactlyOnce, atLeastOnce, broken or incomplete
     * @param places of the first anomalies
     */
    public record Group(
            String group,
            long delivered,
            long skipped,
            long redelivered,
            long outOfOrder,
            long duplicated,
            long uncommitted,
            long unread,
            boolean ordered,
            String verdict,
            List<GroupPlace> places) {
        /** Whether it skipped records, or got them in another order. */
        public boolean broken() {
            return verdict.equals("broken");
        }

        /** Whether it did not read up to the end. */
        public boolean incomplete() {
            return verdict.equals("incomplete");
        }
    }

    /**
     * Where a group's anomaly begins, and for how many records it goes on.
     *
     * @param what skipped, redelivered, out of order or duplicated
     * @param topic null if the stream has no other
     * @param offset −1 if it is not known
     * @param rebalance the number of the group's last rebalance when it got them, see
     *     {@link ConsumerResult.Rebalances#each}; null if there was none before, or if that is not known
     */
    public record GroupPlace(String what, String topic, int partition, long offset, long count, Integer rebalance) {}

    /** The same, where what groups got has a part in the verdict. */
    public Verification with(List<Group> judged) {
        String ofGroups = judged.stream().anyMatch(Group::broken)
                ? "BROKEN"
                : judged.stream().anyMatch(Group::incomplete) ? "INCOMPLETE" : verdict;
        return with(worse(verdict, ofGroups), places, notes, judged, through);
    }

    /** The same, where what an application has written has a part in the verdict. */
    public Verification with(ThroughResult judged) {
        return with(worse(verdict, judged.verdict()), places, notes, groups, List.of(judged));
    }

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
