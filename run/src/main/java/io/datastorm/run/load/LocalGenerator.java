package io.datastorm.run.load;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RunningStream;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.AckSampler;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Sampler;
import io.datastorm.core.measure.snapshot.UsageMeter;
import io.datastorm.core.pace.NanoClock;
import java.time.Duration;
import java.util.List;

/** Sends with the workers of this process. */
public final class LocalGenerator implements LoadGenerator {
    private final Engine engine;
    private final List<RunningStream> streams;
    private final UsageMeter usage;
    private final Duration patience;
    /** Null if nobody wants it. */
    private AckSampler sampler;
    /** Null as long as they are not. */
    private volatile Double connectMillis;

    /**
     * Takes the streams.
     *
     * @param brokers tells what local brokers use
     * @param patience how long answers are awaited if the run is not stopped
     */
    public LocalGenerator(List<RunningStream> streams, BrokerMeter brokers, Duration patience) {
        this.patience = patience;
        this.streams = List.copyOf(streams);
        this.engine = new Engine(this.streams, NanoClock.SYSTEM);
        this.usage = new UsageMeter(brokers, () -> this.streams.stream()
                .flatMap(stream -> stream.senders().processes().stream())
                .toList());
    }

    @Override
    public void prepare() {}

    @Override
    public void run(LoadListener listener) throws InterruptedException {
        Sampler sampler = new Sampler(
                NanoClock.SYSTEM,
                engine.window(),
                streams.stream().map(RunningStream::measured).toList(),
                usage,
                snapshot -> listener.second(List.of(snapshot)));
        try {
            engine.run(stages(listener, sampler), patience);
        } finally {
            sampler.stop();
        }
    }

    private Engine.Stages stages(LoadListener listener, Sampler sampler) {
        long began = System.nanoTime();
        return new Engine.Stages() {
            @Override
            public long begin(long soonestNanos) throws InterruptedException {
                connectMillis = (System.nanoTime() - began) / 1e6;
                return listener.begin(soonestNanos);
            }

            @Override
            public void starting(long nowNanos) {
                listener.starting();
                sampler.start(nowNanos);
            }

            @Override
            public void draining() {
                listener.draining();
            }
        };
    }

    /** Lets the measured window begin at another time, which is still to come. Any thread. */
    public void measureFrom(long nanos) {
        engine.measureFrom(nanos);
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
    public AckSeries sampleAcknowledgements() {
        sampler = new AckSampler(() ->
                engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum());
        return sampler.series();
    }

    /** What each worker counts, as it goes on. */
    public List<WorkerStats> stats() {
        return engine.stats();
    }

    @Override
    public Double connectMillis() {
        return connectMillis;
    }

    @Override
    public boolean warmedUp() {
        return engine.warmedUp();
    }

    @Override
    public void close() {
        if (sampler != null) {
            sampler.close();
        }
        usage.close();
    }
}
