package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.Window;
import io.datastorm.core.pace.NanoClock;
import java.util.List;

/**
 * Makes a {@link Snapshot} of each second. Seconds are counted from the beginning of the measured window, so that the
 * last second of the warm-up ends exactly where the first measured one begins. For one thread.
 */
final class SnapshotSource {
    private static final long SECOND = 1_000_000_000L;
    /** A rest shorter than this at the end is not a second of its own. */
    private static final long SHORTEST = SECOND / 20;

    private final NanoClock clock;
    private final Window window;
    private final List<MeasuredStream> streams;
    private final UsageMeter usage;
    private final SnapshotListener listener;

    /** When the last snapshot was taken. */
    private long lastNanos;
    /** Where the last second was to end. */
    private long lastEnd;

    SnapshotSource(
            NanoClock clock, Window window, List<MeasuredStream> streams, UsageMeter usage, SnapshotListener listener) {
        this.clock = clock;
        this.window = window;
        this.streams = List.copyOf(streams);
        this.usage = usage;
        this.listener = listener;
    }

    /** The first second begins now. */
    void begin(long nowNanos) {
        usage.begin();
        lastNanos = nowNanos;
        lastEnd = nowNanos;
    }

    /** When the present second ends. */
    long end() {
        long boundary = lastEnd + SECOND - Math.floorMod(lastEnd - window.fromNanos(), SECOND);
        long windowEnd = window.toNanos();
        return lastEnd < windowEnd ? Math.min(boundary, windowEnd) : boundary;
    }

    /** It has ended. */
    void emit() {
        emit(end());
    }

    /** The run has ended: the rest of the measured window is the last second. */
    void emitRest() {
        long end = Math.min(clock.nanos(), window.toNanos());
        if (end - lastEnd >= SHORTEST) {
            emit(end);
        } else {
            // Answers that came during the drain belong to the run, and to no second.
            tell(Snapshot.Phase.DRAIN, end, clock.nanos());
        }
    }

    /**
     * A reading is as late as its thread woke up: a second is as long as the time between two readings really was. Who
     * woke up too late for whole seconds has told all of them in one, and what is left is part of the next.
     */
    private void emit(long end) {
        long nanos = Math.max(end, clock.nanos());
        boolean measuringBegins = end == window.fromNanos();
        if (nanos - lastNanos < SHORTEST && !measuringBegins) {
            lastEnd = end;
            return;
        }
        tell(phase(end), end, nanos);
        lastNanos = nanos;
        lastEnd = end;
    }

    private Snapshot.Phase phase(long end) {
        if (lastEnd >= window.toNanos()) {
            return Snapshot.Phase.DRAIN;
        }
        return end > window.fromNanos() ? Snapshot.Phase.MEASURED : Snapshot.Phase.WARMUP;
    }

    private void tell(Snapshot.Phase phase, long end, long nanos) {
        long second = Math.floorDiv(end - 1 - window.fromNanos(), SECOND) + 1;
        listener.snapshot(new Snapshot(
                0,
                phase,
                second,
                (nanos - lastNanos) / 1e9,
                streams.stream().map(MeasuredStream::next).toList(),
                usage.next()));
    }
}
