package io.datastorm.kafka.through;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.EndToEndRecorder;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.through.ThroughJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Reads the committed records of a topic that an application writes, batch by batch, on as many threads as there are
 * processors. Thread-safe.
 */
public final class ThroughReader implements AutoCloseable {
    private final List<ThroughLoop> loops = new ArrayList<>();

    /**
     * How it is measured how long records took.
     *
     * @param due reads when a record was due
     * @param window in which those were due that are measured
     */
    public record Timing(DueStamp due, Window window) {}

    /** How long records took from when they were due, nanoseconds; a sample below zero counts as zero. */
    public record Measured(Histogram latency, long negative) {}

    /**
     * Reads nothing yet.
     *
     * @param starts where each partition is read from
     * @param timing empty if records were due by the clock of a process that is gone
     */
    public ThroughReader(ThroughTopic topic, Map<Integer, Long> starts, ThroughJudge judge, Optional<Timing> timing) {
        List<Integer> partitions = List.copyOf(starts.keySet());
        int count = Math.min(Runtime.getRuntime().availableProcessors(), partitions.size());
        for (int number = 0; number < count; number++) {
            Map<Integer, Long> share = new TreeMap<>();
            for (int i = number; i < partitions.size(); i += count) {
                share.put(partitions.get(i), starts.get(partitions.get(i)));
            }
            loops.add(new ThroughLoop(topic, share, judge, timing, "through-" + (number + 1)));
        }
    }

    /** Begins to read. */
    public void start() {
        loops.forEach(ThroughLoop::start);
    }

    /** Whether all before these offsets was read. */
    public boolean reached(Map<Integer, Long> ends) {
        return loops.stream().allMatch(loop -> loop.reached(ends));
    }

    /** Whether nothing keeps it from reading on. */
    public boolean alive() {
        return loops.stream().allMatch(ThroughLoop::alive);
    }

    /** Whether no record was left out because it is damaged. */
    public boolean sound() {
        return loops.stream().allMatch(ThroughLoop::sound);
    }

    /** Why something could not be read. */
    public List<String> troubles() {
        return loops.stream().flatMap(loop -> loop.troubles().stream()).toList();
    }

    /** How long records took, when it is closed; empty if that is not measured. */
    public Optional<Measured> measured() {
        List<EndToEndRecorder> measured =
                loops.stream().flatMap(loop -> loop.latency().stream()).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        Histogram all = new Histogram(measured.get(0).histogram());
        measured.forEach(one -> all.add(one.histogram()));
        return Optional.of(new Measured(
                all, measured.stream().mapToLong(EndToEndRecorder::negative).sum()));
    }

    /** Reads no more. */
    @Override
    public void close() {
        loops.forEach(ThroughLoop::stop);
        loops.forEach(ThroughLoop::join);
    }
}
