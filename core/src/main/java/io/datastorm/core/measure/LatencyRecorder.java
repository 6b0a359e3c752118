package io.datastorm.core.measure;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * A histogram of times that one thread records and another one takes away, interval by interval. The writer never
 * waits.
 *
 * <p>Records of one batch that were sent together have nearly the same latency, see {@link LatencyUnit}: those reach
 * the histogram as one value with a count, which is held back until another value comes. Many values in a row are
 * recorded in one section, which costs two atomic operations; outside of a section each value costs two.
 */
final class LatencyRecorder {
    private static final int DIGITS = 3;

    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private volatile Histogram active = new Histogram(DIGITS);
    private Histogram inactive = new Histogram(DIGITS);

    /** The writer's: where a section writes to; null outside. */
    private Histogram section;

    private long ticket;
    private long value;
    private long count;

    /** Begins a section. The writer's thread; it must end it soon, because the reader waits for that. */
    void begin() {
        ticket = phaser.writerCriticalSectionEnter();
        section = active;
    }

    /** Ends a section. */
    void end() {
        section = null;
        phaser.writerCriticalSectionExit(ticket);
    }

    /** So many records took so long. */
    void record(long nanos, long records) {
        long rounded = LatencyUnit.floor(nanos);
        if (rounded != value) {
            flush();
            value = rounded;
        }
        count += records;
    }

    /** Writes what is held back. */
    void flush() {
        if (count == 0) {
            return;
        }
        if (section == null) {
            begin();
            try {
                write();
            } finally {
                end();
            }
        } else {
            write();
        }
    }

    private void write() {
        section.recordValueWithCount(Math.max(0, value), count);
        count = 0;
    }

    /** What was recorded since the last call; valid until the next one. The reader's thread. */
    Histogram interval() {
        phaser.readerLock();
        try {
            inactive.reset();
            Histogram taken = active;
            active = inactive;
            inactive = taken;
            phaser.flipPhase();
            return taken;
        } finally {
            phaser.readerUnlock();
        }
    }
}
