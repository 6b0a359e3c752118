package io.datastorm.core.measure.recorder;

import io.datastorm.core.machine.HostName;
import io.datastorm.core.measure.recorder.RunRecorder.AgentFacts;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each process of a run did. Not thread-safe. */
final class AgentSums {
    /** Of the only process. */
    static final AgentFacts HERE = new AgentFacts(HostName.own(), 0, "", null, null, null);

    private final Map<Integer, SnapshotSum> sums = new TreeMap<>();

    void add(Snapshot snapshot, StreamSnapshot part) {
        sums.computeIfAbsent(snapshot.agent(), unseen -> new SnapshotSum())
                .add(snapshot.agent(), snapshot.measured(), part);
    }

    /**
     * Its part of the result.
     *
     * @param facts what is known of each process; empty if there is only this one
     */
    List<RunResult.Agent> results(Map<Integer, AgentFacts> facts, UsageSum usage, double seconds) {
        Map<Integer, SnapshotSum> all = new TreeMap<>(sums);
        facts.keySet().forEach(index -> all.putIfAbsent(index, new SnapshotSum()));
        List<RunResult.Agent> results = new ArrayList<>();
        all.forEach((index, sum) -> {
            AgentFacts own = facts.getOrDefault(index, HERE);
            SortedSet<Integer> sharing = sharing(facts, index);
            results.add(new RunResult.Agent(
                    index,
                    own.host(),
                    own.lost(),
                    own.clockOffsetMillis(),
                    own.clockErrorMillis(),
                    sum.totals(null, null),
                    sum.throughput(seconds, null),
                    sharing.first() < index ? null : usage.generator(index, acknowledged(all, sharing))));
        });
        return results;
    }

    /** The agents of the process that this one runs in; the first of them tells what it uses. */
    private static SortedSet<Integer> sharing(Map<Integer, AgentFacts> facts, int index) {
        SortedSet<Integer> sharing = new TreeSet<>(Set.of(index));
        String process = facts.getOrDefault(index, HERE).process();
        facts.forEach((other, known) -> {
            if (!process.isEmpty() && process.equals(known.process())) {
                sharing.add(other);
            }
        });
        return sharing;
    }

    private static long acknowledged(Map<Integer, SnapshotSum> all, Set<Integer> agents) {
        return agents.stream()
                .mapToLong(agent -> all.get(agent).counts().window().acknowledged())
                .sum();
    }
}
