package io.datastorm.run;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What only the end of a run can tell: what was stored, and what a reader must know. */
record RunEnding(Engine engine, List<StreamRun> streams, Workload workload) {
    /**
     * What is known when all workers and their answers have ended.
     *
     * @param faults what was done to the cluster
     * @param troubles what became of observers
     */
    RunRecorder.Ending of(List<RunResult.FaultResult> faults, List<String> troubles) {
        List<String> warnings = new ArrayList<>(troubles);
        StopSignal.Request stop = engine.stopRequest();
        boolean asMeant = workload.endless() && stop != null && stop.reason() == StopSignal.Reason.INTERRUPTED;
        if (stop != null && !asMeant) {
            warnings.add(stop.message());
        }
        warnings.addAll(workload.notes());
        streams.forEach(stream -> warnings.addAll(named(stream, stream.warnings())));
        if (!engine.warmedUp() && (stop == null || asMeant)) {
            warnings.add("throughput was still not steady after %d s of warm-up"
                    .formatted(Math.round((engine.window().fromNanos() - engine.startNanos()) / 1e9)));
        }
        return new RunRecorder.Ending(true, stop == null || asMeant, stored(warnings), warnings, faults);
    }

    private Map<String, RunRecorder.Stored> stored(List<String> warnings) {
        StopSignal.Request stop = engine.stopRequest();
        if (stop != null && stop.reason() == StopSignal.Reason.BROKER_DIED) {
            warnings.add("the end offsets could not be asked: a broker is gone");
            return Map.of();
        }
        Map<String, RunRecorder.Stored> stored = new LinkedHashMap<>();
        for (StreamRun stream : streams) {
            List<String> ofStream = new ArrayList<>();
            stream.stored(ofStream)
                    .ifPresent(grown -> stored.put(stream.running().plan().title(), grown));
            warnings.addAll(named(stream, ofStream));
        }
        return stored;
    }

    /** With several streams it is said which of them is meant. */
    private List<String> named(StreamRun stream, List<String> warnings) {
        String title = stream.running().plan().title();
        return streams.size() == 1
                ? warnings
                : warnings.stream()
                        .map(warning -> "stream " + title + ": " + warning)
                        .toList();
    }
}
