package io.datastorm.core.verify.through;

import io.datastorm.core.verify.lane.Ranges;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What an application has written into one partition, in the order of its offsets. For one thread, but for what others
 * may ask. A record costs a checksum and a bit.
 */
public final class ThroughPartition {
    private final int number;
    private final RecordStamp stamp;
    private final IntFunction<SequenceBits> bits;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private Lane last;
    private int lastNumber = -1;

    private long records;
    private long unchanged;
    private long foreign;
    private long unstamped;
    private long fresh;
    private volatile long seenDistinct;
    private volatile long seenRecords;
    private volatile long seenForeign;
    private volatile long seenUnstamped;
    private long duplicated;
    private long reordered;
    private final List<ThroughFindings.Place> places = new ArrayList<>();
    /** The anomaly that is going on. */
    private ThroughAnomaly what;

    private long first;
    private long count;

    /** The records of one lane that stand in this partition. */
    private static final class Lane {
        private final SequenceBits bits;
        private long highest = -1;
        private final Ranges again = new Ranges();
        private final Ranges late = new Ranges();

        Lane(SequenceBits bits) {
            this.bits = bits;
        }
    }

    /**
     * For one partition.
     *
     * @param stamp of this thread
     * @param bits of a lane, which has records in other partitions as well
     */
    ThroughPartition(int number, RecordStamp stamp, IntFunction<SequenceBits> bits) {
        this.number = number;
        this.stamp = stamp;
        this.bits = bits;
    }

    /** The content of the record that follows: see {@link RecordStamp#content}. */
    public void content(byte[] bytes, int offset, int length, long timestampMillis) {
        stamp.timestamp(timestampMillis);
        stamp.content(bytes, offset, length);
    }

    /**
     * The next record.
     *
     * @param at where its stamp begins; negative if it has none
     * @return whether it is one of the run that is seen for the first time
     */
    public boolean record(long offset, byte[] bytes, int at) {
        if (at < 0) {
            unstamped++;
            return false;
        }
        long sequence = RecordStamp.sequence(bytes, at);
        if (!stamp.ofRun(bytes, at) || !stamp.ofTopic(bytes, at) || !SequenceBits.holds(sequence)) {
            foreign++;
            return false;
        }
        records++;
        unchanged += stamp.intact(bytes, at) ? 1 : 0;
        Lane lane = lane(RecordStamp.lane(bytes, at));
        if (!lane.bits.add(sequence)) {
            duplicated++;
            lane.again.add(sequence, sequence + 1);
            anomaly(ThroughAnomaly.DUPLICATED, offset);
            return false;
        }
        fresh++;
        if (sequence < lane.highest) {
            reordered++;
            lane.late.add(sequence, sequence + 1);
            anomaly(ThroughAnomaly.REORDERED, offset);
        } else {
            lane.highest = sequence;
        }
        return true;
    }

    private Lane lane(int lane) {
        if (lane != lastNumber) {
            last = lanes.computeIfAbsent(lane, unseen -> new Lane(bits.apply(unseen)));
            lastNumber = lane;
        }
        return last;
    }

    private void anomaly(ThroughAnomaly kind, long offset) {
        if (kind == what && offset == first + count) {
            count++;
            return;
        }
        endRun();
        what = kind;
        first = offset;
        count = 1;
    }

    private void endRun() {
        if (what != null && places.size() < ThroughFindings.PLACES) {
            places.add(new ThroughFindings.Place(what, number, first, count));
        }
        what = null;
    }

    /** Lets other threads see how many there are. After each batch. */
    public void publish() {
        seenDistinct = fresh;
        seenRecords = records;
        seenForeign = foreign;
        seenUnstamped = unstamped;
    }

    /** Records of the run that were seen here first. Any thread. */
    public long distinct() {
        return seenDistinct;
    }

    /** Records of the run, each as often as it stands here. Any thread. */
    public long records() {
        return seenRecords;
    }

    /** Records with a stamp of another run. Any thread. */
    public long foreign() {
        return seenForeign;
    }

    /** Records without a stamp. Any thread. */
    public long unstamped() {
        return seenUnstamped;
    }

    void addTo(ThroughFindings all) {
        endRun();
        all.records(records, unchanged);
        all.others(foreign, unstamped);
        all.count(ThroughAnomaly.DUPLICATED, duplicated);
        all.count(ThroughAnomaly.REORDERED, reordered);
        places.forEach(all::place);
    }

    /** Those of these sequences of a lane that stand here once more than elsewhere. */
    long again(int lane, Ranges of) {
        return both(lanes.get(lane) == null ? new Ranges() : lanes.get(lane).again, of);
    }

    /** Those of these sequences of a lane that stand here behind others. */
    long late(int lane, Ranges of) {
        return both(lanes.get(lane) == null ? new Ranges() : lanes.get(lane).late, of);
    }

    private static long both(Ranges one, Ranges other) {
        return other.all().stream()
                .flatMap(range -> one.within(range.first(), range.end()).stream())
                .mapToLong(Ranges.Range::count)
                .sum();
    }
}
