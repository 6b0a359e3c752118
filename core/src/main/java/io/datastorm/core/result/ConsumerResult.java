package io.datastorm.core.result;

import java.util.List;

/**
 * What one group of consumers did.
 *
 * @param stream whose topic it read
 * @param group its name
 * @param protocol consumer, classic or share; direct if it was read without a group protocol
 * @param members how many
 * @param activeMembers how many of them had partitions
 * @param records that it got, warm-up included, each as often as it got it
 * @param recordsPerSecond in the measured window
 * @param bytesPerSecond likewise: of keys and values; with protocol direct, of batches as they are stored
 * @param workingShare part of the time from each member's first record to its last one, 0 to 1, in which it was busy
 *     with records that it had; null if that time is nothing
 * @param pacedShare likewise, in which it waited because of the rate that its group has; null if it has none
 * @param endToEnd of records that were due in the measured window, from then until they were processed; null if records
 *     do not tell when they were due
 * @param negative samples below zero; they are in the summary as zero
 * @param poll how long a poll took that returned records; null without polls
 * @param commit how long a commit took; null if nobody waits for them
 * @param failedCommits commits that the group did not take
 * @param offsetResets how often an offset of the group was not there, and a member has gone back to the first one that
 *     is
 * @param lagMaxRecords the most records that were not read yet, asked once a second; null if it could not be asked
 * @param lagMaxMillis the longest time for which a record had been due when it was read; null if records do not tell
 * @param rebalances since all partitions were read for the first time
 * @param readySeconds how long it took until then, from the first member's start
 * @param share what a share group has acknowledged; null for other groups
 * @param each the members
 * @param intervals what was seen each second
 * @param trouble why it did not read everything; null if it did
 * @param verdict exactlyOnce, atLeastOnce, broken or incomplete; null if nothing was verified
 */
public record ConsumerResult(
        String stream,
        String group,
        String protocol,
        int members,
        int activeMembers,
        long records,
        double recordsPerSecond,
        double bytesPerSecond,
        Double workingShare,
        Double pacedShare,
        RunResult.Summary endToEnd,
        long negative,
        RunResult.Summary poll,
        RunResult.Summary commit,
        long failedCommits,
        long offsetResets,
        Long lagMaxRecords,
        Double lagMaxMillis,
        Rebalances rebalances,
        double readySeconds,
        ShareResult share,
        List<Member> each,
        List<Interval> intervals,
        String trouble,
        String verdict) {
    /** Documents may leave out what they do not know. */
    public ConsumerResult {
        each = each == null ? List.of() : each;
        intervals = intervals == null ? List.of() : intervals;
    }

    /**
     * Times in which not all partitions were read, from when a member lost one until records of all had been asked for
     * and an answer had come.
     *
     * @param count how many
     * @param partitionsMoved how often a partition went to another member
     * @param each of them, in their order; the first thousand
     */
    public record Rebalances(
            int count, double totalMillis, double maxMillis, int partitionsMoved, List<Rebalance> each) {
        /** Documents may leave out what they do not know. */
        public Rebalances {
            each = each == null ? List.of() : each;
        }
    }

    /**
     * One rebalance.
     *
     * @param second when it began, since records flow
     * @param millis how long it took
     */
    public record Rebalance(double second, double millis) {}

    /**
     * What the members of a share group have acknowledged.
     *
     * @param accepted records
     * @param released records, each as often as it was
     * @param rejected records
     * @param archived records that were released for the last time: nobody gets them again
     * @param renewed records, each as often as it was: they stayed with their member for longer
     * @param redelivered deliveries that were not the first one of their record
     * @param mostDeliveries how often a record was delivered at most
     * @param inFlight how long a member had a record, from when a poll returned it until the member accepted, released
     *     or rejected it; in the measured window; null if there was none
     * @param lockMillis for so long a record is locked for its member; null if the cluster does not tell
     * @param acquiredTwice how often a member got a record that another one still had; null if nothing is verified
     * @param acquiredTwiceAfterMillis for so long, at least, the other one had had it then; null if it did not happen
     */
    public record ShareResult(
            long accepted,
            long released,
            long rejected,
            long archived,
            long renewed,
            long redelivered,
            int mostDeliveries,
            RunResult.Summary inFlight,
            Long lockMillis,
            Long acquiredTwice,
            Double acquiredTwiceAfterMillis) {}

    /**
     * One member of a group.
     *
     * @param index from 1
     * @param records that it got, warm-up included
     * @param recordsPerSecond in the measured window
     */
    public record Member(int index, long records, double recordsPerSecond) {}

    /**
     * One second.
     *
     * @param second since records flow, from 0
     * @param recordsPerSecond that were read
     * @param lagRecords that were not read yet; null if it could not be asked
     */
    public record Interval(double second, double recordsPerSecond, Long lagRecords) {}

    /** The same with a verdict. */
    public ConsumerResult judged(String word) {
        return new ConsumerResult(
                stream,
                group,
                protocol,
                members,
                activeMembers,
                records,
                recordsPerSecond,
                bytesPerSecond,
                workingShare,
                pacedShare,
                endToEnd,
                negative,
                poll,
                commit,
                failedCommits,
                offsetResets,
                lagMaxRecords,
                lagMaxMillis,
                rebalances,
                readySeconds,
                share,
                each,
                intervals,
                trouble,
                word);
    }
}
