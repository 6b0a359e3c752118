package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.AcknowledgedOffsets;
import io.datastorm.core.verify.lane.Ranges;

/** Tells where records of a lane stand in the log: the journal knows the offsets of what was acknowledged. */
public final class AcknowledgedPlaces {
    private AcknowledgedPlaces() {}

    /** Is told of records in a row. */
    public interface Visitor {
        /**
         * So many records.
         *
         * @param offset of the first one; −1 if it is not known
         */
        void place(long offset, long count);
    }

    /** Tells the visitor where these sequences of a lane stand. */
    public static void of(PartitionJudge log, int lane, Ranges sequences, Visitor visitor) {
        if (sequences.isEmpty()) {
            return;
        }
        Ranges left = new Ranges();
        sequences.all().forEach(range -> left.add(range.first(), range.end()));
        AcknowledgedOffsets.Cursor entries = log.acknowledged();
        while (entries.next()) {
            if (entries.lane() != lane) {
                continue;
            }
            long shift = entries.offset() - entries.first();
            long end = entries.first() + entries.count();
            left.within(entries.first(), end).forEach(part -> visitor.place(part.first() + shift, part.count()));
            left.removeAll(entries.first(), end);
        }
        left.all().forEach(range -> visitor.place(-1, range.count()));
    }
}
