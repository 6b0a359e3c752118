package io.datastorm.kafka.admin;

import io.datastorm.core.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * What there is of the logs of one or several topics at a moment. Immutable.
 *
 * @param topics their names
 * @param ids Kafka's ids of the topics; empty for one that is not there
 * @param leaders how many brokers lead their partitions
 * @param partitions by number, as {@link Topics} says
 * @param rules the settings of each topic, in their order
 */
public record TopicLog(
        Topics topics,
        List<String> ids,
        int leaders,
        SortedMap<Integer, Partition> partitions,
        List<TopicRules> rules) {
    private static final int UNKNOWN = -1;
    private static final String NO_ID = "";

    /**
     * One partition.
     *
     * @param start the first offset that is still there
     * @param end the offset behind the last record that consumers see: the high watermark
     * @param leaderEpoch the current leader's; −1 if the cluster does not tell
     * @param inSync ids of the brokers whose replicas are in sync
     */
    public record Partition(long start, long end, int leaderEpoch, List<Integer> inSync) {}

    /**
     * Asks the cluster. Topics that are not there have no partitions; empty if none of them is there.
     *
     * @throws AccessException if the cluster refuses
     */
    public static Optional<TopicLog> find(Admin admin, Topics topics) {
        return ClusterAnswer.ifKnown(() -> read(admin, topics)).filter(log -> !log.partitions.isEmpty());
    }

    /**
     * Likewise.
     *
     * @throws AccessException if none of the topics is there, or the cluster refuses
     */
    public static TopicLog ask(Admin admin, Topics topics) {
        return find(admin, topics).orElseThrow(() -> new AccessException("there is no topic '" + topics + "'", null));
    }

    /**
     * Likewise, when all topics are known to the broker that is asked.
     *
     * @throws AccessException if one of them is not there after 30 seconds, or the cluster refuses
     */
    public static TopicLog askAll(Admin admin, Topics topics) {
        return TopicDescriptions.await(
                topics,
                () -> find(admin, topics).filter(log -> log.missing().isEmpty()),
                "is not known to all brokers");
    }

    private static TopicLog read(Admin admin, Topics topics) {
        Map<String, TopicDescription> described = TopicDescriptions.of(admin, topics.names());
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(admin, described.values(), OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(admin, described.values(), OffsetSpec.latest());
        SortedMap<Integer, Partition> partitions = new TreeMap<>();
        Set<Integer> leaders = new HashSet<>();
        described.forEach((name, topic) -> topic.partitions().forEach(info -> {
            TopicPartition partition = new TopicPartition(name, info.partition());
            partitions.put(
                    topics.number(name, info.partition()), partition(info, starts.get(partition), ends.get(partition)));
            Optional.ofNullable(info.leader()).ifPresent(leader -> leaders.add(leader.id()));
        }));
        List<String> ids = topics.names().stream()
                .map(name -> described.containsKey(name)
                        ? described.get(name).topicId().toString()
                        : NO_ID)
                .toList();
        Map<String, TopicRules> known = TopicRules.ask(admin, described.keySet());
        List<TopicRules> rules = topics.names().stream()
                .map(name -> known.getOrDefault(name, TopicRules.NOT_TOLD))
                .toList();
        return new TopicLog(topics, ids, leaders.size(), partitions, rules);
    }

    /** The settings of a partition's topic. */
    public TopicRules rulesOf(int number) {
        return rules.get(topics.topicOf(number));
    }

    /** Whether all records keep the timestamps with which they are sent. */
    public boolean keepsTimestamps() {
        return rules.stream().allMatch(TopicRules::keepsTimestamps);
    }

    /** The ids of the topics; of one that is not there the one that it had among these. */
    public List<String> idsOr(List<String> before) {
        return IntStream.range(0, ids.size())
                .mapToObj(topic -> ids.get(topic).equals(NO_ID) ? before.get(topic) : ids.get(topic))
                .toList();
    }

    /** Whether the topic of a partition has the id that it had before; or is not there. */
    public boolean sameTopic(int number, List<String> idsBefore) {
        int topic = topics.topicOf(number);
        return idsOr(idsBefore).get(topic).equals(idsBefore.get(topic));
    }

    /** Topics that are not there. */
    public List<String> missing() {
        return topics.names().stream()
                .filter(name -> ids.get(topics.names().indexOf(name)).equals(NO_ID))
                .toList();
    }

    private static Partition partition(
            TopicPartitionInfo info, ListOffsetsResultInfo start, ListOffsetsResultInfo end) {
        return new Partition(
                start.offset(),
                end.offset(),
                end.leaderEpoch().orElse(UNKNOWN),
                info.isr().stream().map(Node::id).toList());
    }

    /** The first offset of a partition that is still there, now. */
    public static long start(Admin admin, Topics topics, int number) {
        TopicPartition asked = new TopicPartition(topics.name(number), topics.partition(number));
        return ClusterAnswer.of(
                        admin.listOffsets(Map.of(asked, OffsetSpec.earliest())).partitionResult(asked))
                .offset();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, Collection<TopicDescription> topics, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        topics.forEach(topic -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(topic.name(), partition.partition()), spec)));
        return ClusterAnswer.of(admin.listOffsets(asked).all());
    }

    /** Each partition's end, in the order of their numbers. */
    public List<Long> ends() {
        return partitions.values().stream().map(Partition::end).toList();
    }
}
