package io.datastorm.core.verify.through;

import io.datastorm.core.verify.lane.OffsetRuns;
import io.datastorm.core.verify.lane.Ranges;
import io.datastorm.core.verify.stamp.RecordStamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What an application has written into one partition, in the order of its offsets. For one thread, but for
 * {@link #counts}. A record costs a checksum and a bit.
 */
public final class ThroughPartition {
    private final int number;
    private final RecordStamp stamp;
    private final IntFunction<SequenceBits> bits;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private Lane last;
    private int lastNumber = -1;

    private long records;
    private long inValue;
    private long unchanged;
    private long foreign;
    private long unstamped;
    private long distinct;
    private volatile ThroughCounts published = ThroughCounts.NONE;
    private long duplicated;
    private long reordered;
    private final List<ThroughFindings.Place> places = new ArrayList<>();
    private final OffsetRuns<ThroughAnomaly> runs = new OffsetRuns<>(this::place);

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
     * The next record, whose content was given before, and whose stamp is in a header.
     *
     * @param at where its stamp begins
     * @return whether it is one of the run that is seen for the first time
     */
    public boolean record(long offset, byte[] bytes, int at) {
        if (!ours(bytes, at)) {
            return false;
        }
        unchanged += stamp.intact(bytes, at) ? 1 : 0;
        return seen(offset, RecordStamp.lane(bytes, at), RecordStamp.sequence(bytes, at));
    }

    /**
     * The next record, which has a stamp in its value instead.
     *
     * @param found that stamp: see {@link io.datastorm.core.verify.stamp.ValueStampSearch#bytes}
     * @return likewise
     */
    public boolean recordByValue(long offset, byte[] found) {
        if (!ours(found, 0)) {
            return false;
        }
        inValue++;
        return seen(offset, RecordStamp.lane(found, 0), RecordStamp.sequence(found, 0));
    }

    /** The next record has no stamp. */
    public void unstamped() {
        unstamped++;
    }

    private boolean ours(byte[] bytes, int at) {
        boolean ours = stamp.ofRun(bytes, at)
                && stamp.ofTopic(bytes, at)
                && SequenceBits.holds(RecordStamp.sequence(bytes, at));
        if (!ours) {
            foreign++;
        }
        return ours;
    }

    private boolean seen(long offset, int ofLane, long sequence) {
        records++;
        Lane lane = lane(ofLane);
        if (!lane.bits.add(sequence)) {
            duplicated++;
            lane.again.add(sequence, sequence + 1);
            runs.add(ThroughAnomaly.DUPLICATED, offset);
            return false;
        }
        distinct++;
        if (sequence < lane.highest) {
            reordered++;
            lane.late.add(sequence, sequence + 1);
            runs.add(ThroughAnomaly.REORDERED, offset);
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

    private void place(ThroughAnomaly what, long offset, long count) {
        if (places.size() < ThroughFindings.PLACES) {
            places.add(new ThroughFindings.Place(what, number, offset, count));
        }
    }

    /** Lets other threads see how many there are. After each batch. */
    public void publish() {
        published = new ThroughCounts(records, distinct, inValue, unchanged, foreign, unstamped);
    }

    /** What was published last. Any thread. */
    ThroughCounts counts() {
        return published;
    }

    void addTo(ThroughFindings all) {
        runs.end();
        all.count(ThroughAnomaly.DUPLICATED, duplicated);
        all.count(ThroughAnomaly.REORDERED, reordered);
        places.forEach(all::place);
    }

    /** How many of these sequences of a lane stand here once more than elsewhere. */
    long again(int lane, Ranges of) {
        Lane known = lanes.get(lane);
        return known == null ? 0 : both(known.again, of);
    }

    /** How many of these sequences of a lane stand here behind others. */
    long late(int lane, Ranges of) {
        Lane known = lanes.get(lane);
        return known == null ? 0 : both(known.late, of);
    }

    private static long both(Ranges one, Ranges other) {
        return other.all().stream()
                .flatMap(range -> one.within(range.first(), range.end()).stream())
                .mapToLong(Ranges.Range::count)
                .sum();
    }
}
