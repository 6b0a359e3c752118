package io.datastorm.core.verify;

import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.lane.Ranges;
import io.datastorm.core.verify.transaction.LaneVisibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which records of each worker stand in the log of one partition, and who gets them. Not thread-safe. */
public final class LogLanes {
    private final List<LaneCheck> checks = new ArrayList<>();
    /** Of each worker: sequences that are known, and do not stand here as they were sent. */
    private final Map<Integer, Ranges> elsewhere = new HashMap<>();
    /** Of each worker: what stands here and is not returned to consumers of committed records. */
    private final Map<Integer, LaneVisibility> hidden = new HashMap<>();
    /** Of each worker: what stood here. */
    private final Map<Integer, Ranges> removed = new HashMap<>();
    /** Of each worker: what stands here more than once. */
    private final Map<Integer, Ranges> again = new HashMap<>();
    /** Of each worker: what stands here behind records that were sent after it. */
    private final Map<Integer, Ranges> late = new HashMap<>();

    LogLanes() {}

    /** What was seen of a lane, a {@link LaneId}. */
    LaneCheck check(int lane) {
        int worker = LaneId.worker(lane);
        while (worker >= checks.size()) {
            checks.add(new LaneCheck());
        }
        return checks.get(worker);
    }

    /** Goes on with lanes of which an earlier verification has seen so much. */
    void begin(List<LaneCheck.Progress> before) {
        for (LaneCheck.Progress lane : before) {
            LaneCheck check = new LaneCheck();
            check.begin(lane);
            checks.add(check);
        }
    }

    List<LaneCheck.Progress> progress() {
        return checks.stream().map(LaneCheck::progress).toList();
    }

    /** Whether it can be told in short what was seen: all is visible, and where it was acknowledged. */
    boolean plain() {
        return hidden.isEmpty()
                && checks.stream().allMatch(lane -> lane.displaced().isEmpty());
    }

    /** Of how many workers there may be records. */
    public int workers() {
        return checks.size();
    }

    /** A sequence that does not stand here as it was sent. */
    void notAsSent(int lane, long sequence) {
        elsewhere.computeIfAbsent(LaneId.worker(lane), unseen -> new Ranges()).add(sequence, sequence + 1);
    }

    /** Acknowledged sequences that retention or compaction has removed. */
    void removed(int lane, long first, long end) {
        removed.computeIfAbsent(LaneId.worker(lane), unseen -> new Ranges()).add(first, end);
    }

    /** The sequences of a worker that stand in the log as they were sent. */
    public Ranges seen(int worker) {
        Ranges seen = worker < checks.size() ? checks.get(worker).seen() : new Ranges();
        elsewhere.getOrDefault(worker, new Ranges()).all().forEach(range -> seen.removeAll(range.first(), range.end()));
        return seen;
    }

    /** Those of a worker that stand in the log and are not returned to consumers of committed records. */
    public LaneVisibility hidden(int worker) {
        return hidden.computeIfAbsent(worker, unseen -> new LaneVisibility());
    }

    /** Those that consumers of committed records get. */
    public Ranges committed(int worker) {
        Ranges committed = seen(worker);
        for (Ranges.Range range : uncommitted(worker).all()) {
            committed.removeAll(range.first(), range.end());
        }
        return committed;
    }

    /** Acknowledged sequences of a worker that retention or compaction has removed, whatever their transactions. */
    public Ranges removed(int worker) {
        return removed.getOrDefault(worker, new Ranges());
    }

    /** A sequence that was seen in another way than once and in order. */
    void anomaly(int lane, long sequence, LaneCheck.Seen how) {
        Map<Integer, Ranges> which = how == LaneCheck.Seen.AGAIN ? again : late;
        which.computeIfAbsent(LaneId.worker(lane), unseen -> new Ranges()).add(sequence, sequence + 1);
    }

    /** Sequences of a worker that stand here more than once. */
    public Ranges again(int worker) {
        return again.getOrDefault(worker, new Ranges());
    }

    /** Sequences of a worker that stand here behind others that were sent after them. */
    public Ranges late(int worker) {
        return late.getOrDefault(worker, new Ranges());
    }

    /** Those of a worker whose transactions are aborted, open, or not yet known to be over. */
    public Ranges uncommitted(int worker) {
        Ranges all = new Ranges();
        LaneVisibility lane = hidden(worker);
        List.of(lane.aborted(), lane.open(), lane.blocked())
                .forEach(part -> part.all().forEach(range -> all.add(range.first(), range.end())));
        return all;
    }

    /** Whether records wait for the end of somebody else's transaction. */
    boolean blocked() {
        return hidden.values().stream().anyMatch(lane -> !lane.blocked().isEmpty());
    }
}
