package io.datastorm.kafka.through;

import io.datastorm.core.topic.Topics;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.ClusterAnswer;
import io.datastorm.kafka.admin.TopicLog;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The topic that an application writes, as its cluster tells of it now. */
public final class ThroughTopic {
    private final Admin admin;
    private final Topics topic;

    /** For a topic of a cluster. */
    public ThroughTopic(Admin admin, String topic) {
        this.admin = admin;
        this.topic = Topics.of(topic);
    }

    /** Its name. */
    public Topics topic() {
        return topic;
    }

    /**
     * Does nothing if it is there.
     *
     * @param setting that names it
     * @throws InvalidInput if it is not there
     * @throws io.datastorm.kafka.admin.AccessException if the cluster refuses
     */
    public ThroughTopic require(String setting) {
        if (TopicLog.find(admin, topic).isEmpty()) {
            throw new InvalidInput(setting, "there is no topic '%s': it must be created before".formatted(topic));
        }
        return this;
    }

    /** The first offset of each partition that is still there. */
    public Map<Integer, Long> starts() {
        return offsets(TopicLog.Partition::start);
    }

    /** The offset behind the last record of each partition, committed or not. */
    public Map<Integer, Long> ends() {
        return offsets(TopicLog.Partition::end);
    }

    private Map<Integer, Long> offsets(Function<TopicLog.Partition, Long> which) {
        Map<Integer, Long> offsets = new TreeMap<>();
        TopicLog.ask(admin, topic).partitions().forEach((number, log) -> offsets.put(number, which.apply(log)));
        return offsets;
    }

    /** Whether it still has all records from these offsets on, and keeps each of them. */
    public boolean keeps(Map<Integer, Long> from) {
        TopicLog log = TopicLog.ask(admin, topic);
        return from.entrySet().stream()
                .allMatch(start -> log.partitions().containsKey(start.getKey())
                        && log.partitions().get(start.getKey()).start() <= start.getValue()
                        && !log.rulesOf(start.getKey()).compacted());
    }

    /** The last stable offset of each of these partitions: records before it are committed, or aborted. */
    public Map<Integer, Long> stable(Iterable<Integer> partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(number -> asked.put(at(number), OffsetSpec.latest()));
        Map<Integer, Long> stable = new TreeMap<>();
        ClusterAnswer.of(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, told) -> stable.put(partition.partition(), told.offset()));
        return stable;
    }

    private TopicPartition at(int number) {
        return new TopicPartition(topic.name(number), topic.partition(number));
    }
}
