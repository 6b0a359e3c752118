package io.datastorm.kafka.verify;

import io.datastorm.kafka.wire.FetchedBatch;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads one partition from an offset to an end: decides what of each answer is new, what is repeated and what is
 * damaged, and goes on behind damage. Not thread-safe.
 *
 * <p>It asks for the last record that it has once more, so that the batch behind it is seen whatever its offsets are:
 * brokers find a batch by its last offset, and a copy with the same offsets would be passed over.
 */
final class PartitionReading {
    private static final int PATIENCE_ANSWERS = 3;

    private final PartitionVisitor visitor;
    private final RecordCursor cursor;
    private final long end;
    private final boolean compacted;
    /** The base offsets in the headers of batches that were renumbered: brokers may send them again. */
    private final Set<Long> wrongBases = new HashSet<>();

    private long position;
    private boolean overlap;
    private boolean confirmed;
    /** Whether the batches of this answer up to now were read before. */
    private boolean leading;

    /** Whether reading begins at an offset that may lie in the middle of a batch. */
    private boolean inside = true;

    private boolean progress;
    private boolean ignoring;
    private int stuckAnswers;
    private OffsetSearch search;
    private String refusal;

    PartitionReading(PartitionVisitor visitor, RecordCursor cursor, TopicReader.Span span) {
        this.visitor = visitor;
        this.cursor = cursor;
        this.position = span.start();
        this.end = span.end();
        this.compacted = span.compacted();
        // What goes on looks at the last record that was read once more, and at what stands behind it.
        this.overlap = span.resumed();
        this.confirmed = !span.resumed() && span.start() >= span.end();
    }

    boolean done() {
        return refusal != null || (position >= end && confirmed);
    }

    TopicReader.Reached reached() {
        return new TopicReader.Reached(Math.min(position, end), refusal);
    }

    /** The offset to ask for. */
    long wanted() {
        if (search != null) {
            return search.probe();
        }
        return overlap ? position - 1 : position;
    }

    void begins() {
        leading = true;
        progress = false;
        ignoring = false;
    }

    /** True if it brought something new. */
    boolean batch(FetchedBatch batch) {
        if (ignoring || searching(batch)) {
            return false;
        }
        if (leading && readBefore(batch)) {
            return false;
        }
        leading = false;
        boolean alone = !progress && !overlap;
        Numbering.Place place = new Numbering.Place(position, end, compacted, inside);
        switch (Numbering.of(place, batch.baseOffset(), batch.lastOffset(), batch.followingBase(), alone)) {
            case BEYOND_END, UNDECIDED -> ignoring = true;
            case REPEATED -> repeated(batch);
            case WRONG_BASE -> {
                wrongBases.add(batch.baseOffset());
                batch.renumber(position);
                visit(batch, false);
            }
            case IN_ORDER -> visit(batch, true);
        }
        return progress;
    }

    /** Looks for an offset that can be served: only whether there is a batch matters. */
    private boolean searching(FetchedBatch batch) {
        if (search == null) {
            return false;
        }
        if (!search.decided()) {
            search.served();
            ignoring = true;
            return true;
        }
        search = null;
        garbage(batch.baseOffset());
        inside = true;
        return false;
    }

    private boolean readBefore(FetchedBatch batch) {
        if (wrongBases.contains(batch.baseOffset())) {
            return true;
        }
        // Behind the last one that was read nothing is known.
        leading = batch.lastOffset() != position - 1;
        return batch.lastOffset() < position;
    }

    /** Records before this offset cannot be told apart. */
    void garbage(long beforeOffset) {
        long to = Math.min(beforeOffset, end);
        if (!ignoring && to > position) {
            visitor.unreadable(position, to - position);
            advance(to);
        }
    }

    private void advance(long to) {
        position = Math.max(position, to);
        inside = false;
        progress = true;
        overlap = true;
        confirmed = false;
        stuckAnswers = 0;
    }

    private void visit(FetchedBatch batch, boolean soundHeader) {
        if (!batch.control() || !batch.valid()) {
            visitor.batch(batch, soundHeader);
            records(batch);
        }
        advance(batch.lastOffset() + 1);
    }

    private void records(FetchedBatch batch) {
        if (!batch.open()) {
            visitor.unreadable(batch.baseOffset(), batch.count());
            return;
        }
        cursor.begin(batch);
        try {
            while (cursor.next()) {
                if (cursor.offset() >= position && cursor.offset() < end) {
                    visitor.record(cursor);
                }
            }
        } catch (RecordCursor.Malformed e) {
            visitor.unreadable(batch.lastOffset() - cursor.left() + 1, cursor.left());
        }
    }

    private void repeated(FetchedBatch batch) {
        if (batch.control() || !batch.open()) {
            return;
        }
        cursor.begin(batch);
        try {
            while (cursor.next()) {
                visitor.repeated(cursor);
            }
        } catch (RecordCursor.Malformed e) {
            // What can be told apart has been told.
            return;
        }
    }

    void ends() {
        if (progress || search != null) {
            return;
        }
        if (position >= end) {
            confirmed = true;
        } else if (overlap) {
            // One batch fills an answer, or what follows it is damaged.
            overlap = false;
        } else {
            stuck("the broker's answer does not reach so far");
        }
    }

    /** There are records, but the broker cannot send them. */
    void stuck(String reason) {
        if (position >= end) {
            confirmed = true;
            return;
        }
        overlap = false;
        if (search != null) {
            search.failed();
        } else if (++stuckAnswers >= PATIENCE_ANSWERS) {
            search = new OffsetSearch(position, end);
        }
        if (search != null && search.hopeless()) {
            search = null;
            ignoring = false;
            garbage(end);
            overlap = false;
            confirmed = true;
        }
    }

    /**
     * The broker has no record at the offset that was asked for: the log begins here. False if reading is behind its
     * end.
     */
    boolean outOfRange(long start) {
        if (overlap && start <= position) {
            overlap = false;
            confirmed = position >= end;
            return true;
        }
        if (start <= position) {
            return false;
        }
        position = start;
        inside = true;
        overlap = false;
        confirmed = position >= end;
        return true;
    }

    void refused(String reason) {
        refusal = reason;
    }

    long position() {
        return position;
    }
}
