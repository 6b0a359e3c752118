package io.datastorm.run.load;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RunningStream;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Sampler;
import io.datastorm.core.measure.snapshot.UsageMeter;
import io.datastorm.core.pace.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends with the workers of this process. */
public final class LocalGenerator implements LoadGenerator {
    private final Engine engine;
    private final List<RunningStream> streams;
    private final UsageMeter usage;

    /** Takes the streams; {@code brokers} tells what local brokers use. */
    public LocalGenerator(List<RunningStream> streams, BrokerMeter brokers) {
        this.streams = List.copyOf(streams);
        this.engine = new Engine(this.streams, NanoClock.SYSTEM);
        this.usage = new UsageMeter(brokers);
    }

    @Override
    public void prepare() {}

    @Override
    public void run(Course course, Duration patience) throws InterruptedException {
        Sampler sampler = new Sampler(
                NanoClock.SYSTEM,
                engine.window(),
                streams.stream().map(RunningStream::measured).toList(),
                usage,
                snapshot -> course.second(List.of(snapshot)));
        try {
            engine.run(stages(course, sampler), patience);
        } finally {
            sampler.stop();
        }
    }

    private static Engine.Stages stages(Course course, Sampler sampler) {
        return new Engine.Stages() {
            @Override
            public void starting(long nowNanos) {
                course.starting(nowNanos);
                sampler.start(nowNanos);
            }

            @Override
            public void draining() {
                course.draining();
            }
        };
    }

    @Override
    public void stop(StopSignal.Reason reason, String message) {
        engine.stop(reason, message);
    }

    @Override
    public StopSignal.Request stopRequest() {
        return engine.stopRequest();
    }

    @Override
    public RunRecorder.Windows windows() {
        return new RunRecorder.Windows(
                engine.window(), streams.stream().map(RunningStream::window).toList());
    }

    @Override
    public long acknowledged() {
        return engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum();
    }

    @Override
    public boolean warmedUp() {
        return engine.warmedUp();
    }

    @Override
    public Map<Integer, RunRecorder.AgentFacts> agents() {
        return Map.of();
    }

    @Override
    public boolean journalsComplete() {
        return true;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        usage.close();
    }
}
