package io.datastorm.run.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.result.RunResult;
import io.datastorm.run.event.TopicContent.Order;
import io.datastorm.run.event.TopicContent.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The lines of a {@code ground-truth.jsonl}, compared with what a topic holds. */
record GroundTruth(List<JsonNode> lines) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORKERS = 2;

    static GroundTruth read(Path directory) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("ground-truth.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        return new GroundTruth(lines);
    }

    private List<JsonNode> of(String kind) {
        return lines.stream()
                .filter(line -> line.get("kind").asText().equals(kind))
                .toList();
    }

    private Set<Long> ids(String kind) {
        return of(kind).stream()
                .map(line -> line.get("fields").get("id").asLong())
                .collect(Collectors.toSet());
    }

    private static Place place(JsonNode line) {
        return new Place(line.get("partition").asInt(), line.get("offset").asLong());
    }

    /** The result says the same, and the shares are those that were asked for: five standard deviations. */
    void counts(RunResult.Dirt dirt) {
        assertThat(List.of(dirt.late(), dirt.dropped(), dirt.duplicate(), dirt.invalid(), dirt.listed()))
                .containsExactly(
                        (long) of("late").size(),
                        (long) of("dropped").size(),
                        (long) of("duplicate").size(),
                        (long) of("invalid").size(),
                        (long) lines.size());
        assertThat(dirt.late()).isCloseTo(1000, within(160L));
        assertThat(dirt.dropped()).isCloseTo(400, within(100L));
        assertThat(dirt.duplicate()).isCloseTo(600, within(125L));
        assertThat(dirt.invalid()).isCloseTo(200, within(72L));
    }

    /** Of a run that began then, with timestamps that lie so far back. */
    void judge(TopicContent topic, long beginMillis, long lagMillis) {
        Map<Place, Order> places = topic.orders().stream().collect(Collectors.toMap(Order::place, order -> order));
        assertThat(topic.orders())
                .filteredOn(order -> order.value().isPresent())
                .allSatisfy(order -> assertThat(
                                order.value().orElseThrow().get("placedAt").asLong())
                        .isEqualTo(order.timestamp() + lagMillis));
        invalid(places);
        late(places, beginMillis, lagMillis);
        duplicate(places);
        dropped(topic);
    }

    private void invalid(Map<Place, Order> places) {
        Set<Place> undecodable = places.values().stream()
                .filter(order -> order.value().isEmpty())
                .map(Order::place)
                .collect(Collectors.toSet());
        assertThat(undecodable)
                .isEqualTo(of("invalid").stream().map(GroundTruth::place).collect(Collectors.toSet()));
    }

    private void late(Map<Place, Order> places, long beginMillis, long lagMillis) {
        for (JsonNode line : of("late")) {
            Order order = places.get(place(line));
            long delay = line.get("delayMillis").asLong();
            assertThat(delay)
                    .isBetween(
                            Duration.ofHours(1).toMillis(), Duration.ofHours(24).toMillis());
            assertThat(order.timestamp()).isEqualTo(line.get("timestampMillis").asLong());
            assertThat(order.timestamp() + delay + lagMillis).isBetween(beginMillis, System.currentTimeMillis());
            assertThat(order.id()).isEqualTo(line.get("fields").get("id").asLong());
            assertThat(order.value().orElseThrow().get("placedAt").asLong()).isEqualTo(order.timestamp() + lagMillis);
        }
        Set<Place> old = places.values().stream()
                .filter(order -> order.timestamp() < beginMillis - lagMillis)
                .map(Order::place)
                .collect(Collectors.toSet());
        assertThat(old).isEqualTo(of("late").stream().map(GroundTruth::place).collect(Collectors.toSet()));
    }

    private void duplicate(Map<Place, Order> places) {
        Map<Long, List<Order>> byId = places.values().stream()
                .filter(order -> order.value().isPresent())
                .collect(Collectors.groupingBy(Order::id));
        Set<Long> twice = byId.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(twice).isEqualTo(ids("duplicate"));
        for (JsonNode line : of("duplicate")) {
            Order copy = places.get(place(line));
            List<Order> both = byId.get(line.get("fields").get("id").asLong());
            assertThat(both).hasSize(2).contains(copy);
            assertThat(both.get(0).value()).isEqualTo(both.get(1).value());
            assertThat(both.get(0).key()).isEqualTo(both.get(1).key());
            assertThat(both.get(0).timestamp()).isEqualTo(both.get(1).timestamp());
        }
    }

    /** Each worker's ids count up by the number of workers: what is missing was dropped, or cannot be decoded. */
    private void dropped(TopicContent topic) {
        Map<Long, Long> ends = new TreeMap<>();
        Set<Long> seen = new TreeSet<>();
        for (Order order : topic.orders()) {
            if (order.value().isPresent()) {
                seen.add(order.id());
                ends.merge(order.id() % WORKERS, order.id(), Math::max);
            }
        }
        Set<Long> missing = LongStream.rangeClosed(
                        1, LongStream.of(ends.get(0L), ends.get(1L)).max().orElseThrow())
                .filter(id -> id <= ends.get(id % WORKERS) && !seen.contains(id))
                .boxed()
                .collect(Collectors.toSet());
        Set<Long> told = new TreeSet<>(ids("dropped"));
        told.addAll(ids("invalid"));
        told.removeIf(id -> id > ends.get(id % WORKERS));
        assertThat(missing).isEqualTo(told);
    }
}
