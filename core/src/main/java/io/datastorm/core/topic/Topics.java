package io.datastorm.core.topic;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The topics that a stream is spread over, at least one. Immutable.
 *
 * <p>Partitions are numbered across them: with T topics, partition {@code p} of topic {@code t} has the number {@code p
 * × T + t}. So neighbours are in different topics, numbers stay as they are when all topics get more partitions, and
 * with one topic the number is Kafka's own.
 *
 * @param names in the order of their numbers, from 0
 */
public record Topics(List<String> names) {
    /** Copies the names. */
    public Topics {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("there must be a topic");
        }
    }

    /** A single topic. */
    public static Topics of(String name) {
        return new Topics(List.of(name));
    }

    /**
     * So many topics that have this name and a number, from 1, with leading zeros: {@code orders-001}. One topic has
     * the name alone.
     */
    public static Topics of(String name, int count) {
        if (count == 1) {
            return of(name);
        }
        String pattern = "%s-%0" + Integer.toString(count).length() + "d";
        return new Topics(IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format(Locale.ROOT, pattern, name, number))
                .toList());
    }

    /** How many. */
    public int count() {
        return names.size();
    }

    /** The number of the topic that a partition belongs to. */
    public int topicOf(int number) {
        return number % names.size();
    }

    /** The name of the topic that a partition belongs to. */
    public String name(int number) {
        return names.get(topicOf(number));
    }

    /** Kafka's number of a partition, within its topic. */
    public int partition(int number) {
        return number / names.size();
    }

    /** The number of a partition of one of the topics. */
    public int number(int topic, int partition) {
        return partition * names.size() + topic;
    }

    /**
     * Likewise, for the name of a topic.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public int number(String topic, int partition) {
        int index = names.indexOf(topic);
        if (index < 0) {
            throw new IllegalArgumentException("there is no topic '" + topic + "' among these");
        }
        return number(index, partition);
    }

    /** A partition for people: {@code partition 3}, or {@code topic orders-07, partition 3}. */
    public String text(int number) {
        return names.size() == 1
                ? "partition " + number
                : "topic %s, partition %d".formatted(name(number), partition(number));
    }

    /** For people: the name, or {@code orders-001 … orders-100}. */
    @Override
    public String toString() {
        return names.size() == 1 ? names.get(0) : names.get(0) + " … " + names.get(names.size() - 1);
    }
}
