package io.datastorm.run;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.IntervalListener;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.RunRecorder;
import io.datastorm.core.report.ResultFiles;
import io.datastorm.core.result.Interval;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.fault.FaultRunner;
import io.datastorm.run.verify.RunProof;
import java.io.IOException;
import java.util.Optional;

/** What happens each second: record, save, show, and look after the cluster. */
record Watch(
        Engine engine,
        RunCluster cluster,
        RunRecorder recorder,
        ResultFiles files,
        Optional<RunProof> proof,
        FaultRunner faults,
        RunObserver observers)
        implements IntervalListener {
    @Override
    public void interval(Interval sampled, Latencies latencies) {
        Interval interval = sampled == null ? null : sampled.with(faults.news());
        recorder.interval(interval, latencies);
        if (interval == null) {
            files.rest(latencies);
            return;
        }
        try {
            save(interval, latencies);
        } catch (IOException e) {
            engine.stop(
                    StopSignal.Reason.OUTPUT_FAILED,
                    "the result could not be saved in " + files.directory() + ": " + e.getMessage());
        }
        observers.interval(interval);
        cluster.trouble().ifPresent(trouble -> engine.stop(trouble.reason(), trouble.message()));
    }

    private void save(Interval interval, Latencies latencies) throws IOException {
        if (proof.isPresent()) {
            proof.get().flush();
        }
        if (interval.measured()) {
            files.append(interval, latencies, recorder.incomplete());
        }
    }
}
