package io.datastorm.run.load;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.RunRecorder;
import java.util.List;
import java.util.Map;

/**
 * Sends the records of a run and tells, second by second, what became of them. {@link #prepare} and {@link #run} are
 * called once, in this order, by one thread; the other methods may be called by any.
 */
public interface LoadGenerator extends AutoCloseable {
    /** Gets everything ready that takes long, and sends nothing yet. */
    void prepare() throws InterruptedException;

    /** Sends everything and waits for the answers. */
    void run(LoadListener listener) throws InterruptedException;

    /** Ends the run early: nothing more is sent, what was sent is awaited for a while. */
    void stop(StopSignal.Reason reason, String message);

    /** Why it ends early; null if it does not. */
    StopSignal.Request stopRequest();

    /** The measured window of the run, and of each stream in the order of the plan. */
    RunRecorder.Windows windows();

    /** The same of the run alone. */
    default Window window() {
        return windows().run();
    }

    /** Counts acknowledgements every few milliseconds from now on. Called once, when the run begins. */
    AckSeries sampleAcknowledgements();

    /** How long it took until all senders of the slowest process were open; null if it is not known. Any thread. */
    Double connectMillis();

    /** False if the warm-up was to last until throughput is steady, and it was not. */
    boolean warmedUp();

    /** What is known of each process; empty if there is only this one. */
    default Map<Integer, RunRecorder.AgentFacts> agents() {
        return Map.of();
    }

    /** Whether the journals have all that is to be told of records. */
    default boolean journalsComplete() {
        return true;
    }

    /** What a reader of the result must know. */
    default List<String> warnings() {
        return List.of();
    }

    @Override
    void close();
}
