package io.datastorm.kafka.verify;

import io.datastorm.core.topic.Topics;
import io.datastorm.generator.format.ValueCheck;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.TopicLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Reads any topic from its beginning to its present end and tells what is in it. */
public final class TopicSurveyor {
    private static final int PLACES = 3;

    private final Admin admin;
    private final Map<String, Object> client;

    /**
     * For a cluster.
     *
     * @param client properties for a client, addresses included
     */
    public TopicSurveyor(Admin admin, Map<String, ?> client) {
        this.admin = admin;
        this.client = new HashMap<>(client);
    }

    /**
     * Reads.
     *
     * @param checks makes what decodes the values of a partition; one that makes null: they are not decoded
     * @throws InvalidInput if there is no such topic
     * @throws io.datastorm.kafka.admin.AccessException if the cluster refuses
     */
    public Survey survey(String topic, Supplier<ValueCheck> checks) {
        long began = System.nanoTime();
        TopicLog log = TopicLog.find(admin, Topics.of(topic))
                .orElseThrow(() -> new InvalidInput("--topic", "there is no topic '" + topic + "' in this cluster"));
        Map<Integer, TopicReader.Span> spans = new TreeMap<>();
        Map<Integer, PartitionSurvey> surveys = new TreeMap<>();
        log.partitions().forEach((partition, at) -> {
            long start = at.start();
            spans.put(
                    partition,
                    new TopicReader.Span(
                            start, start, at.end(), log.rulesOf(partition).compacted(), false));
            surveys.put(partition, new PartitionSurvey(start, checks.get()));
        });
        Map<Integer, TopicReader.Reached> reached = new TopicReader(
                        client, log, partition -> TopicLog.start(admin, log.topics(), partition))
                .read(spans, surveys::get, TopicReader.Listener.NONE);
        PartitionSurvey all = new PartitionSurvey(0, checks.get());
        surveys.values().forEach(all::add);
        return new Survey(
                topic,
                all.contents(),
                surveys.values().stream().map(PartitionSurvey::records).toList(),
                places(surveys),
                unread(spans, reached),
                TopicReader.notes(log.topics(), reached),
                (System.nanoTime() - began) / 1e9);
    }

    private static List<Survey.Place> places(Map<Integer, PartitionSurvey> surveys) {
        return surveys.entrySet().stream()
                .filter(entry -> entry.getValue().firstUndecodable() >= 0)
                .map(entry -> new Survey.Place(entry.getKey(), entry.getValue().firstUndecodable()))
                .limit(PLACES)
                .toList();
    }

    private static long unread(Map<Integer, TopicReader.Span> spans, Map<Integer, TopicReader.Reached> reached) {
        return reached.entrySet().stream()
                .mapToLong(entry -> Math.max(
                        0, spans.get(entry.getKey()).end() - entry.getValue().offset()))
                .sum();
    }
}
