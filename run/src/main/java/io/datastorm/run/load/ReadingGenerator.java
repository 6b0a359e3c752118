package io.datastorm.run.load;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.AckSampler;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Sampler;
import io.datastorm.core.measure.snapshot.UsageMeter;
import io.datastorm.core.pace.NanoClock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sends nothing: a run goes on as long as its consumers read. */
public final class ReadingGenerator implements LoadGenerator {
    private static final long LOOK_NANOS = 5_000_000;

    private final Window window = new Window();
    private final int streams;
    private final BooleanSupplier done;
    private final UsageMeter usage;
    private volatile StopSignal.Request stop;
    /** Null if nobody wants it. */
    private AckSampler sampler;

    /**
     * For so many streams.
     *
     * @param done whether consumers have read what they were to read
     */
    public ReadingGenerator(int streams, BrokerMeter brokers, BooleanSupplier done) {
        this.streams = streams;
        this.done = done;
        this.usage = new UsageMeter(brokers, List::of);
    }

    @Override
    public void prepare() {}

    @Override
    public void run(LoadListener listener) throws InterruptedException {
        Sampler seconds =
                new Sampler(NanoClock.SYSTEM, window, List.of(), usage, snapshot -> listener.second(List.of(snapshot)));
        long began = System.nanoTime();
        window.begin(began);
        window.set(began, Long.MAX_VALUE);
        listener.starting();
        seconds.start(began);
        try {
            while (!done.getAsBoolean() && stop == null) {
                LockSupport.parkNanos(LOOK_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            window.endAt(System.nanoTime());
            listener.draining();
        } finally {
            seconds.stop();
        }
    }

    @Override
    public void stop(StopSignal.Reason reason, String message) {
        stop = new StopSignal.Request(reason, message);
    }

    @Override
    public StopSignal.Request stopRequest() {
        return stop;
    }

    @Override
    public RunRecorder.Windows windows() {
        return new RunRecorder.Windows(window, Collections.nCopies(streams, window));
    }

    /** There are none. */
    @Override
    public AckSeries sampleAcknowledgements() {
        sampler = new AckSampler(() -> 0);
        return sampler.series();
    }

    @Override
    public Double connectMillis() {
        return null;
    }

    @Override
    public boolean warmedUp() {
        return true;
    }

    @Override
    public void close() {
        if (sampler != null) {
            sampler.close();
        }
        usage.close();
    }
}
