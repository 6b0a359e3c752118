package io.datastorm.core.measure;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.GeneratorMeter;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.result.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an {@link Interval} of each second. Seconds are counted from the beginning of the measured window, so that the
 * last second of the warm-up ends exactly where the first measured one begins. For one thread.
 */
final class IntervalSource {
    private static final long SECOND = 1_000_000_000L;
    /** A rest shorter than this at the end is not an interval of its own. */
    private static final long SHORTEST = SECOND / 20;

    private final NanoClock clock;
    private final Window window;
    private final List<WorkerStats> workers;
    private final Resources resources;
    private final IntervalListener listener;
    /**
     * Of the interval that just ended. Filled anew each second: what a second takes from the heap is time that workers
     * wait for the collector.
     */
    private final Latencies latencies = Latencies.empty();

    private Reading last;
    /** Where the last interval was to end. */
    private long lastEnd;

    IntervalSource(
            NanoClock clock, Window window, List<WorkerStats> workers, Resources resources, IntervalListener listener) {
        this.clock = clock;
        this.window = window;
        this.workers = List.copyOf(workers);
        this.resources = resources;
        this.listener = listener;
    }

    /** The first interval begins now. */
    void begin(long nowNanos) {
        last = read(nowNanos, nowNanos);
        lastEnd = nowNanos;
    }

    /** When the present interval ends. */
    long end() {
        long boundary = lastEnd + SECOND - Math.floorMod(lastEnd - window.fromNanos(), SECOND);
        long windowEnd = window.toNanos();
        return lastEnd < windowEnd ? Math.min(boundary, windowEnd) : boundary;
    }

    /** It has ended. */
    void emit() {
        emit(end());
    }

    /** The run has ended: the rest of the measured window is the last interval. */
    void emitRest() {
        long end = Math.min(clock.nanos(), window.toNanos());
        // Acknowledgements of the drain stay out of the intervals, but their latencies belong to the run.
        if (end - lastEnd >= SHORTEST) {
            emit(end);
        } else {
            drain();
            listener.interval(null, latencies);
        }
    }

    /**
     * A reading is as late as its thread woke up: an interval is as long as the time between two readings really was.
     * Who woke up too late for whole seconds has told all of them in one, and what is left is part of the next.
     */
    private void emit(long end) {
        long nanos = Math.max(end, clock.nanos());
        boolean measuringBegins = end == window.fromNanos();
        if (nanos - last.nanos < SHORTEST && !measuringBegins) {
            lastEnd = end;
            return;
        }
        Reading now = read(end, nanos);
        drain();
        long second = Math.floorDiv(end - 1 - window.fromNanos(), SECOND) + 1;
        listener.interval(lastEnd < window.toNanos() ? interval(second, now) : null, latencies);
        last = now;
        lastEnd = end;
    }

    private void drain() {
        latencies.clear();
        workers.forEach(worker -> worker.drainInto(latencies));
    }

    private Interval interval(long second, Reading now) {
        double seconds = (now.nanos - last.nanos) / 1e9;
        List<Double> brokerCpu = new ArrayList<>();
        for (int i = 0; i < now.brokers.size(); i++) {
            double before = i < last.brokers.size() ? last.brokers.get(i).cpuSeconds() : 0;
            brokerCpu.add(Math.max(0, (now.brokers.get(i).cpuSeconds() - before) / seconds));
        }
        boolean any = latencies.response().getTotalCount() > 0;
        return new Interval(
                second,
                seconds,
                now.acknowledged - last.acknowledged,
                (now.acknowledged - last.acknowledged) / seconds,
                (now.bytes - last.bytes) / seconds,
                any ? latencies.response().getValueAtPercentile(50) / 1e6 : null,
                any ? latencies.response().getValueAtPercentile(99) / 1e6 : null,
                any ? latencies.response().getMaxValue() / 1e6 : null,
                latencies.lag().getTotalCount() > 0 ? latencies.lag().getValueAtPercentile(99) / 1e6 : null,
                now.failed - last.failed,
                (now.generator.cpuSeconds() - last.generator.cpuSeconds()) / seconds,
                brokerCpu,
                now.pauseMillis - last.pauseMillis,
                now.generator.heapBytes(),
                List.of());
    }

    /**
     * Reads everything.
     *
     * @param boundary what the reading is for
     * @param nanos the time now
     */
    private Reading read(long boundary, long nanos) {
        long acknowledged = 0;
        long bytes = 0;
        long failed = 0;
        for (WorkerStats worker : workers) {
            acknowledged += worker.acknowledged();
            bytes += worker.acknowledgedBytes();
            failed += WorkerStats.sum(worker.failures());
        }
        Resources.Reading used = resources.read(boundary >= window.fromNanos() && boundary <= window.toNanos());
        return new Reading(nanos, acknowledged, bytes, failed, used.generator(), used.brokers(), used.pauseMillis());
    }

    private record Reading(
            long nanos,
            long acknowledged,
            long bytes,
            long failed,
            GeneratorMeter.Reading generator,
            List<BrokerMeter.Reading> brokers,
            double pauseMillis) {}
}
