package io.datastorm.run;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.recorder.ToldRecords;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.kafka.consume.StreamConsumers;
import io.datastorm.run.load.LoadGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/** Those who read along with the streams of a run: they join, read, leave, and what they did is put together. */
final class RunConsumers implements AutoCloseable {
    private static final double SECOND = 1e9;

    private final List<StreamRun> streams;
    private final LoadGenerator generator;
    private final Admin admin;
    private Optional<RunBacklog> backlog = Optional.empty();

    RunConsumers(List<StreamRun> streams, LoadGenerator generator, Admin admin) {
        this.streams = List.copyOf(streams);
        this.generator = generator;
        this.admin = admin;
    }

    /** Whether there are any. */
    boolean any() {
        return streams.stream().anyMatch(stream -> stream.readers().any());
    }

    /** What is waited for at the end. */
    String awaited() {
        List<String> topics = streams.stream()
                .flatMap(stream -> stream.plan().through().stream())
                .map(ThroughPlan::topic)
                .distinct()
                .toList();
        return topics.isEmpty()
                ? "waiting until consumers have read everything"
                : "waiting until your application has written everything to " + String.join(", ", topics);
    }

    /** Lets all of them join: the run begins when they read. */
    void start() throws InterruptedException {
        List<Window> windows = generator.windows().streams();
        for (int i = 0; i < streams.size(); i++) {
            StreamReaders readers = streams.get(i).readers();
            readers.start(admin, streams.get(i).starts(admin), windows.get(i));
            Window window = windows.get(i);
            backlog = backlog.or(() -> readers.backlog(window));
        }
    }

    /** Records flow from now on. */
    void sending() {
        streams.forEach(stream -> stream.readers().sending());
        backlog.ifPresent(RunBacklog::start);
    }

    /** A second has passed. */
    void second(RecordedSecond second, List<Snapshot> snapshots) {
        backlog.ifPresent(filling -> filling.second(second, snapshots));
    }

    @Override
    public void close() {
        backlog.ifPresent(RunBacklog::close);
    }

    /**
     * Everything was sent: they read on up to the end, and leave.
     *
     * @param told what was told of a stream, by its name
     * @param wanted whether somebody still waits for it
     */
    RunRecorder.Consumed finish(Function<String, ToldRecords> told, BooleanSupplier wanted)
            throws InterruptedException {
        backlog.ifPresent(RunBacklog::close);
        for (StreamRun stream : streams) {
            ToldRecords sent = told.apply(stream.plan().title());
            stream.readers().finish(() -> stream.ends(sent.least()), sent, wanted);
        }
        List<StreamConsumers.Measured> all = new ArrayList<>();
        Map<String, RunResult.EndToEnd> each = new LinkedHashMap<>();
        List<ConsumerResult> groups = new ArrayList<>();
        List<Window> windows = generator.windows().streams();
        for (int i = 0; i < streams.size(); i++) {
            StreamRun stream = streams.get(i);
            groups.addAll(stream.readers().results(seconds(windows.get(i))));
            stream.readers().endToEnd().ifPresent(measured -> {
                all.add(measured);
                each.put(stream.plan().title(), endToEnd(List.of(measured)));
            });
        }
        return new RunRecorder.Consumed(
                endToEnd(all), each, groups, backlog.map(RunBacklog::result).orElse(null));
    }

    private static double seconds(Window window) {
        boolean open = window.fromNanos() == Long.MAX_VALUE;
        return open ? 0 : Math.max(0, (Math.min(window.toNanos(), System.nanoTime()) - window.fromNanos()) / SECOND);
    }

    private String clock() {
        return generator.agents().isEmpty()
                ? "the generator's own monotonic clock: generator and reader are one process"
                : "the reader's clock; those of the agents were compared with it, see agents[].clockErrorMillis";
    }

    /** Null if nothing was measured. */
    private RunResult.EndToEnd endToEnd(List<StreamConsumers.Measured> measured) {
        if (measured.isEmpty()) {
            return null;
        }
        Histogram all = new Histogram(measured.get(0).latency());
        all.reset();
        measured.forEach(one -> all.add(one.latency()));
        List<String> troubles =
                measured.stream().flatMap(one -> one.troubles().stream()).toList();
        return new RunResult.EndToEnd(
                Summaries.of(all),
                measured.stream().mapToLong(StreamConsumers.Measured::negative).sum(),
                clock(),
                troubles.isEmpty() ? null : String.join("; ", troubles));
    }
}
