package io.datastorm.run;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.recorder.TopicGrowth;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import io.datastorm.run.load.LoadGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What only the end of a run can tell: what was stored, and what a reader must know. */
record RunEnding(LoadGenerator generator, RunRecorder recorder, List<StreamRun> streams, Workload workload) {
    /**
     * What is known when all workers and their answers have ended.
     *
     * @param faults what was done to the cluster
     * @param consumed what those did who read along
     * @param troubles what became of observers
     */
    RunRecorder.Ending of(List<RunResult.FaultResult> faults, RunRecorder.Consumed consumed, List<String> troubles) {
        List<String> warnings = new ArrayList<>(troubles);
        StopSignal.Request stop = generator.stopRequest();
        boolean asMeant = workload.endless() && stop != null && stop.reason().byUser();
        if (stop != null && !asMeant) {
            warnings.add(stop.message());
        }
        warnings.addAll(generator.warnings());
        warnings.addAll(workload.notes());
        faults.stream()
                .filter(fault -> fault.exitCode() != null && fault.exitCode() != 0)
                .forEach(fault -> warnings.add(
                        "the command '%s' ended with exit code %d".formatted(fault.fault(), fault.exitCode())));
        streams.forEach(stream -> warnings.addAll(named(stream, stream.warnings())));
        consumed.groups().forEach(group -> warnings.addAll(ofGroup(group)));
        if (!generator.warmedUp() && (stop == null || asMeant)) {
            warnings.add("throughput was still not steady after %d s of warm-up"
                    .formatted(Math.round(generator.window().warmupNanos() / 1e9)));
        }
        return new RunRecorder.Ending(
                true,
                stop == null || asMeant,
                stored(warnings),
                warnings,
                faults,
                generator.agents(),
                generator.connectMillis(),
                consumed);
    }

    private static List<String> ofGroup(ConsumerResult group) {
        List<String> warnings = new ArrayList<>();
        if (group.trouble() != null) {
            warnings.add("the group '%s': %s".formatted(group.group(), group.trouble()));
        }
        if (group.activeMembers() < group.members() && group.records() > 0) {
            warnings.add("the group '%s': only %d of %d members got records"
                    .formatted(group.group(), group.activeMembers(), group.members()));
        }
        if (group.failedCommits() > 0) {
            warnings.add("the group '%s': %,d commits failed".formatted(group.group(), group.failedCommits()));
        }
        if (group.offsetResets() > 0) {
            warnings.add(("the group '%s': offsets that it was to go on from were not there, %,d times; it has read "
                            + "from the beginning of the log")
                    .formatted(group.group(), group.offsetResets()));
        }
        return warnings;
    }

    private Map<String, TopicGrowth> stored(List<String> warnings) {
        StopSignal.Request stop = generator.stopRequest();
        if (stop != null && stop.reason() == StopSignal.Reason.BROKER_DIED) {
            warnings.add("the end offsets could not be asked: a broker is gone");
            return Map.of();
        }
        boolean allTold = generator.agents().values().stream().allMatch(agent -> agent.lost() == null);
        Map<String, TopicGrowth> stored = new LinkedHashMap<>();
        for (StreamRun stream : streams) {
            List<String> ofStream = new ArrayList<>();
            String title = stream.plan().title();
            stream.stored(recorder.told(title), allTold, ofStream).ifPresent(grown -> stored.put(title, grown));
            warnings.addAll(named(stream, ofStream));
        }
        return stored;
    }

    /** With several streams it is said which of them is meant. */
    private List<String> named(StreamRun stream, List<String> warnings) {
        String title = stream.plan().title();
        return streams.size() == 1
                ? warnings
                : warnings.stream()
                        .map(warning -> "stream " + title + ": " + warning)
                        .toList();
    }
}
