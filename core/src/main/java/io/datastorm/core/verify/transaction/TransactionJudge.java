package io.datastorm.core.verify.transaction;

import io.datastorm.core.verify.journal.LaneTransactions;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.lane.Ranges;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what became of transactions, as the generator was told, with what consumers of committed records get: all
 * records of a transaction or none (KIP-98). Memory grows with the number of transactions. Not thread-safe.
 */
public final class TransactionJudge {
    private final Map<Integer, OfWorker> workers = new TreeMap<>();

    /**
     * What was read of a lane.
     *
     * @param hidden what stands in the log and is not visible
     * @param missing what was not seen in the log
     * @param whole whether all of the log was read, and nothing was removed from it: what is missing was never there
     */
    public record Lane(LaneVisibility hidden, Ranges missing, boolean whole) {}

    /** Adds the part of a worker's transactions that lies in one of its lanes. */
    public void add(int worker, LaneTransactions transactions, Lane lane) {
        OfWorker all = workers.computeIfAbsent(worker, unseen -> new OfWorker());
        for (LaneTransactions.Part part : transactions.parts()) {
            all.add(part, lane);
        }
    }

    /** Judges each transaction, when all lanes were added. */
    public TransactionFindings finish() {
        TransactionFindings findings = new TransactionFindings();
        workers.forEach((worker, all) -> all.judge(worker + 1, findings));
        return findings;
    }

    /** The transactions of one worker, by their numbers. */
    private static final class OfWorker {
        private TransactionOutcome[] outcomes = {};
        private int[] records = {};
        private int[] visible = {};
        /** Surely not visible, and open ones. */
        private int[] invisible = {};

        private int[] open = {};

        void add(LaneTransactions.Part part, Lane lane) {
            int number = part.number();
            if (number >= outcomes.length) {
                grow(Math.max(number + 1, outcomes.length + outcomes.length / 2));
            }
            outcomes[number] = part.outcome();
            int all = (int) (part.end() - part.first());
            int ofOpen = within(lane.hidden().open(), part);
            int hidden = ofOpen + within(lane.hidden().aborted(), part);
            // Of what is blocked nobody knows.
            int missing = within(lane.missing(), part) + within(lane.hidden().blocked(), part);
            records[number] += all;
            open[number] += ofOpen;
            visible[number] += all - hidden - missing;
            invisible[number] += hidden + (lane.whole() ? within(lane.missing(), part) : 0);
        }

        private static int within(Ranges ranges, LaneTransactions.Part part) {
            return ranges.isEmpty()
                    ? 0
                    : (int) ranges.within(part.first(), part.end()).stream()
                            .mapToLong(Ranges.Range::count)
                            .sum();
        }

        private void grow(int size) {
            outcomes = Arrays.copyOf(outcomes, size);
            records = Arrays.copyOf(records, size);
            visible = Arrays.copyOf(visible, size);
            invisible = Arrays.copyOf(invisible, size);
            open = Arrays.copyOf(open, size);
        }

        void judge(int worker, TransactionFindings findings) {
            for (int number = 0; number < outcomes.length; number++) {
                // What the journal does not speak of is not judged.
                if (outcomes[number] != null) {
                    findings.outcome(outcomes[number]);
                    TransactionAnomaly anomaly = judge(number);
                    if (anomaly != null) {
                        findings.anomaly(new TransactionFindings.Place(
                                anomaly, worker, number + 1, visible[number], records[number]));
                    }
                }
            }
        }

        /** Null if it is as it should be. */
        private TransactionAnomaly judge(int number) {
            if (open[number] > 0) {
                return TransactionAnomaly.HANGING;
            }
            boolean anyVisible = visible[number] > 0;
            if (outcomes[number] == TransactionOutcome.ABORTED) {
                return anyVisible ? TransactionAnomaly.RESURRECTED : null;
            }
            if (invisible[number] == 0) {
                return null;
            }
            if (anyVisible) {
                return TransactionAnomaly.TORN;
            }
            return outcomes[number] == TransactionOutcome.COMMITTED ? TransactionAnomaly.LOST : null;
        }
    }
}
