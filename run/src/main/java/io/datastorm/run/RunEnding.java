package io.datastorm.run;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.RunRecorder;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.EndOffsets;
import io.datastorm.kafka.admin.TargetTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What only the end of a run can tell: what was stored, and what a reader must know. */
final class RunEnding {
    private static final int PARTITIONS_NAMED = 10;

    private final Workload workload;
    private final TargetTopic topic;
    private final RecordSource records;
    private final EndOffsets before;

    /** Before anything is sent. */
    RunEnding(Workload workload, TargetTopic topic, RecordSource records) {
        this.workload = workload;
        this.topic = topic;
        this.records = records;
        this.before = topic.settledEnds();
    }

    /** What is known when all workers and their answers have ended. */
    RunRecorder.Ending of(Engine engine, List<RunResult.FaultResult> faults, List<String> troubles) {
        List<String> warnings = new ArrayList<>(troubles);
        StopSignal.Request stop = engine.stopRequest();
        if (stop != null) {
            warnings.add(stop.message());
        }
        if (records instanceof RecordPool pool) {
            warnings.addAll(warnings(pool));
        }
        if (!topic.created() && topic.partitions() != workload.target().partitions()) {
            warnings.add("the topic existed with %d partitions".formatted(topic.partitions()));
        }
        int asked = workload.target().replicationFactor();
        if (topic.replicationFactor() < asked) {
            warnings.add("the topic existed with replication factor %d: --replication-factor %d is for new topics"
                    .formatted(topic.replicationFactor(), asked));
        }
        if (!engine.warmedUp() && stop == null) {
            warnings.add("throughput was still not steady after %d s of warm-up"
                    .formatted(workload.extent().warmup().atMost().toSeconds()));
        }
        RunRecorder.Stored stored = stored(engine, warnings);
        return new RunRecorder.Ending(true, stop == null, stored, warnings, faults);
    }

    private List<String> warnings(RecordPool pool) {
        List<String> warnings = new ArrayList<>();
        if (pool.size() < workload.records().pool()) {
            warnings.add("the pool holds %,d values instead of %,d: more would take over 256 MiB"
                    .formatted(pool.size(), workload.records().pool()));
        }
        if (!workload.records().frozen() && !pool.stamped()) {
            warnings.add(
                    "the schema has no field that a stamp can refresh (id, timestamp, uuid): records repeat every %,d"
                            .formatted(pool.size()));
        }
        return warnings;
    }

    private RunRecorder.Stored stored(Engine engine, List<String> warnings) {
        StopSignal.Request stop = engine.stopRequest();
        long acknowledged =
                engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum();
        if (stop != null && stop.reason() == StopSignal.Reason.BROKER_DIED) {
            warnings.add("the end offsets could not be asked: a broker is gone");
            return null;
        }
        try {
            EndOffsets after = topic.settledEnds(before, acknowledged);
            EndOffsets.Growth growth = after.since(before);
            if (growth.leftOut().containsAll(after.known().keySet())) {
                warnings.add("the end offsets could not be asked: the topic is gone, or no partition has a leader");
                return null;
            }
            if (!growth.leftOut().isEmpty()) {
                warnings.add("stored leaves out %s: they had no leader when the run began or ended"
                        .formatted(partitions(growth.leftOut())));
            }
            long stored = growth.records();
            long sent = acknowledged
                    + engine.stats().stream().mapToLong(WorkerStats::unresolved).sum();
            if (stored > sent && !workload.target().otherWriters()) {
                warnings.add(
                        ("the topic grew by %,d records more than this run sent: does somebody else write into it? "
                                        + "--verify tells how many records are foreign, "
                                        + "--allow-other-writers accepts them")
                                .formatted(stored - sent));
            }
            return new RunRecorder.Stored(stored, growth.leftOut().isEmpty());
        } catch (AccessException e) {
            warnings.add("the end offsets could not be asked: " + e.getMessage());
            return null;
        }
    }

    private String partitions(SortedSet<Integer> numbers) {
        String first =
                numbers.stream().limit(PARTITIONS_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        String more = numbers.size() > PARTITIONS_NAMED ? ", …" : "";
        return "%d of %d partitions (%s%s)".formatted(numbers.size(), topic.partitions(), first, more);
    }
}
