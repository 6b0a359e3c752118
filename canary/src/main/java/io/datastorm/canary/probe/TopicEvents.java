package io.datastorm.canary.probe;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.event.PartitionList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what is different from the last look: brokers, partitions, leaders. For one thread. */
final class TopicEvents {
    private final EventLog log;
    /** Since when brokers are down. */
    private final Map<Integer, Long> down = new HashMap<>();

    TopicEvents(EventLog log) {
        this.log = log;
    }

    static String partitions(int count) {
        return count == 1 ? "1 partition" : count + " partitions";
    }

    /** What is different now; before is null at the first look. */
    void tell(ProbeTopic before, ProbeTopic now) {
        Map<Integer, Boolean> known = before == null ? now.brokers() : before.brokers();
        now.brokers().forEach((broker, up) -> broker(broker, known.get(broker), up, before == null));
        known.keySet().stream()
                .filter(broker -> !now.brokers().containsKey(broker))
                .forEach(this::gone);
        if (before == null) {
            return;
        }
        if (!before.id().equals(now.id())) {
            log.warning(Kind.TOPIC, "the topic was deleted and created anew; records in between are lost");
            return;
        }
        if (now.partitions().size() > before.partitions().size()) {
            log.notice(
                    Kind.TOPIC,
                    "the topic has %s now, before %d"
                            .formatted(
                                    partitions(now.partitions().size()),
                                    before.partitions().size()));
        }
        Map<List<Integer>, List<Integer>> changes = new LinkedHashMap<>();
        for (int i = 0;
                i < Math.min(before.partitions().size(), now.partitions().size());
                i++) {
            if (before.leader(i) != now.leader(i)) {
                changes.computeIfAbsent(List.of(before.leader(i), now.leader(i)), first -> new ArrayList<>())
                        .add(i);
            }
        }
        changes.forEach((leaders, partitions) -> leader(PartitionList.of(partitions), leaders.get(0), leaders.get(1)));
    }

    /** In one line, however many they are. */
    static String moved(Map<Integer, List<Integer>> replicas) {
        return "replicas move: "
                + replicas.entrySet().stream()
                        .map(each -> "partition %d to brokers %s".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private void broker(int broker, Boolean before, boolean up, boolean first) {
        if (before == null && !down.containsKey(broker)) {
            log.notice(Kind.BROKER, "broker %d is new in the cluster".formatted(broker));
        } else if (!up && (first || Boolean.TRUE.equals(before))) {
            gone(broker);
        } else if (up && down.containsKey(broker)) {
            long since = System.nanoTime() - down.remove(broker);
            log.notice(Kind.BROKER, "broker %d is up again, after %s".formatted(broker, seconds(since)));
        }
    }

    /** A cluster that does not tell which brokers are down leaves them out. */
    private void gone(int broker) {
        if (down.putIfAbsent(broker, System.nanoTime()) == null) {
            log.warning(Kind.BROKER, "broker %d is down".formatted(broker));
        }
    }

    static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }

    private void leader(String partitions, int before, int now) {
        if (now < 0) {
            log.warning(Kind.TOPIC, "%s: no leader; it was broker %d".formatted(partitions, before));
        } else {
            String from = before < 0 ? "there was none" : "before it was broker " + before;
            log.notice(Kind.TOPIC, "%s: broker %d leads now, %s".formatted(partitions, now, from));
        }
    }
}
