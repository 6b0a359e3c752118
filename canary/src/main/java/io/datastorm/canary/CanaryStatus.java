package io.datastorm.canary;

import io.datastorm.canary.event.CanaryEvent;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.figures.CanaryFigures;
import io.datastorm.canary.figures.ObjectiveState;
import io.datastorm.canary.figures.PartitionFigures;
import io.datastorm.canary.figures.Totals;
import io.datastorm.canary.figures.WindowFigures;
import io.datastorm.canary.probe.Probe;
import io.datastorm.canary.probe.ProbeTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a canary knows at a moment.
 *
 * @param cluster addresses of brokers
 * @param topic its name
 * @param recordsPerSecond in all partitions together
 * @param deadlineMillis by when a record must have been read
 * @param startedAt when it began
 * @param seconds since then
 * @param windows the last five minutes, hour and day
 * @param totals since it began
 * @param objectives whether they are met
 * @param seenSeconds how long ago the cluster described itself; after 20 s its brokers and leaders are not known
 * @param brokers of the cluster
 * @param partitions of the topic
 * @param events the last ones, the newest first
 */
public record CanaryStatus(
        String cluster,
        String topic,
        double recordsPerSecond,
        long deadlineMillis,
        Instant startedAt,
        double seconds,
        List<WindowFigures> windows,
        Totals totals,
        List<Judged> objectives,
        double seenSeconds,
        List<Broker> brokers,
        List<Partition> partitions,
        List<CanaryEvent> events) {
    /**
     * An objective.
     *
     * @param text as the user wrote it
     * @param value the figure; null if it is not judged yet
     * @param met whether it keeps its bound
     * @param violations how often it was violated
     * @param violatedSeconds for how long, in all
     */
    public record Judged(String text, Double value, boolean met, long violations, double violatedSeconds) {}

    /**
     * A broker.
     *
     * @param id its number
     * @param up whether it is up; null if it is not known
     * @param leads partitions that it leads now
     */
    public record Broker(int id, Boolean up, List<Integer> leads) {}

    /**
     * A partition.
     *
     * @param leader -1 if it has none; null if it is not known
     * @param replicas the preferred leader first
     * @param inSync those that have all records
     * @param figures of the last five minutes; null if it had no record
     */
    public record Partition(
            int number, Integer leader, List<Integer> replicas, Set<Integer> inSync, PartitionFigures figures) {}

    private static final double KNOWN_SECONDS = 20;

    static CanaryStatus of(CanaryPlan plan, Instant startedAt, CanaryFigures figures, Probe probe, EventLog log) {
        long now = System.nanoTime();
        ProbeTopic topic = probe.topic();
        double seen = probe.silence().toMillis() / 1e3;
        boolean known = seen < KNOWN_SECONDS;
        List<CanaryEvent> events = new ArrayList<>(log.last());
        Collections.reverse(events);
        return new CanaryStatus(
                plan.cluster(),
                plan.probe().topic(),
                plan.probe().recordsPerSecond(),
                plan.probe().deadline().toMillis(),
                startedAt,
                figures.seconds(now),
                figures.windows(now),
                figures.totals(),
                figures.objectives().stream().map(CanaryStatus::judged).toList(),
                seen,
                topic.brokers().entrySet().stream()
                        .map(broker -> known ? broker(broker, topic) : new Broker(broker.getKey(), null, List.of()))
                        .toList(),
                partitions(topic, known, figures.partitions(now)),
                events);
    }

    private static Judged judged(ObjectiveState state) {
        return new Judged(
                state.objective().text(), state.value(), state.met(), state.violations(), state.violatedSeconds());
    }

    private static Broker broker(Map.Entry<Integer, Boolean> broker, ProbeTopic topic) {
        List<Integer> leads = new ArrayList<>();
        for (int i = 0; i < topic.partitions().size(); i++) {
            if (topic.leader(i) == broker.getKey()) {
                leads.add(i);
            }
        }
        return new Broker(broker.getKey(), broker.getValue(), leads);
    }

    private static List<Partition> partitions(ProbeTopic topic, boolean known, List<PartitionFigures> figures) {
        List<Partition> all = new ArrayList<>();
        for (int i = 0; i < topic.partitions().size(); i++) {
            int number = i;
            ProbeTopic.Partition each = topic.partitions().get(i);
            all.add(new Partition(
                    i,
                    known ? (Integer) each.leader() : null,
                    each.replicas(),
                    each.inSync(),
                    figures.stream()
                            .filter(one -> one.partition() == number)
                            .findFirst()
                            .orElse(null)));
        }
        return all;
    }
}
