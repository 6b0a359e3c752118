package io.datastorm.canary;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.event.PartitionList;
import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.Outcome;
import io.datastorm.canary.outcome.RecordListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Times in which records of a partition fail. A line tells that they begin, and one that they are over; partitions that
 * begin or end together share it. Thread-safe.
 */
final class PartitionFailures implements RecordListener {
    private final EventLog log;
    private final IntUnaryOperator leaders;
    private final Map<Integer, Failure> begun = new TreeMap<>();
    /** Offsets of records that were lost since the last look. */
    private final Map<Integer, List<Long>> lost = new TreeMap<>();

    /** Of one partition. */
    private static final class Failure {
        private final Map<Outcome, Long> failed = new EnumMap<>(Outcome.class);
        private final Outcome first;
        private final long sinceNanos;
        private long lastNanos;
        /** A record came through since the last one that failed. */
        private boolean good;

        private boolean told;

        Failure(Outcome first, long nowNanos) {
            this.first = first;
            this.sinceNanos = nowNanos;
        }
    }

    PartitionFailures(EventLog log, IntUnaryOperator leaders) {
        this.log = log;
        this.leaders = leaders;
    }

    @Override
    public synchronized void decided(Decision decision, long nowNanos) {
        if (decision.good()) {
            Failure over = begun.get(decision.partition());
            if (over != null) {
                over.good = true;
            }
            return;
        }
        Failure failure =
                begun.computeIfAbsent(decision.partition(), first -> new Failure(decision.outcome(), nowNanos));
        failure.failed.merge(decision.outcome(), 1L, Long::sum);
        failure.lastNanos = nowNanos;
        failure.good = false;
    }

    @Override
    public synchronized void lost(int partition, long offset) {
        lost.computeIfAbsent(partition, first -> new ArrayList<>()).add(offset);
    }

    /**
     * Tells what began, and what is over.
     *
     * @param quietNanos one that began again within this time was not over
     */
    synchronized void tell(long nowNanos, long quietNanos) {
        lost.forEach((partition, offsets) -> log.warning(
                Kind.RECORDS,
                "partition %d: %d records are lost that were acknowledged, at offsets %d to %d"
                        .formatted(partition, offsets.size(), Collections.min(offsets), Collections.max(offsets))));
        lost.clear();
        Map<Outcome, List<Integer>> fresh = new EnumMap<>(Outcome.class);
        List<Integer> over = new ArrayList<>();
        begun.forEach((partition, failure) -> {
            if (!failure.told) {
                failure.told = true;
                fresh.computeIfAbsent(failure.first, first -> new ArrayList<>()).add(partition);
            } else if (failure.good && nowNanos - failure.lastNanos > quietNanos) {
                over.add(partition);
            }
        });
        fresh.forEach((outcome, partitions) ->
                log.warning(Kind.RECORDS, "records are %s in %s".formatted(words(outcome), described(partitions))));
        if (!over.isEmpty()) {
            log.notice(
                    Kind.RECORDS, "records come through again in %s; %s".formatted(PartitionList.of(over), sum(over)));
            begun.keySet().removeAll(over);
        }
    }

    private static String words(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String described(List<Integer> partitions) {
        String brokers = partitions.stream()
                .map(leaders::applyAsInt)
                .distinct()
                .sorted()
                .map(leader -> leader < 0 ? "none" : Integer.toString(leader))
                .collect(Collectors.joining(", "));
        return PartitionList.of(partitions) + " (leader: " + brokers + ")";
    }

    private String sum(List<Integer> partitions) {
        Map<Outcome, Long> failed = new EnumMap<>(Outcome.class);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int partition : partitions) {
            Failure failure = begun.get(partition);
            failure.failed.forEach((outcome, count) -> failed.merge(outcome, count, Long::sum));
            first = Math.min(first, failure.sinceNanos);
            last = Math.max(last, failure.lastNanos);
        }
        String counts = failed.entrySet().stream()
                .map(each -> each.getValue() + " " + words(each.getKey()))
                .collect(Collectors.joining(", "));
        return "in %d s %s".formatted(Duration.ofNanos(last - first).toSeconds(), counts);
    }
}
