package io.datastorm.core.workload.consumer;

import io.datastorm.generator.stamp.Mix;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the members of a share group acknowledge records (KIP-932, KIP-1222).
 *
 * @param weights of each acknowledgement, above zero in all; what is not named has none
 */
public record ShareAcks(Map<Kind, Integer> weights) {
    private static final int MOST = 1_000_000;

    /** What a member says of a record. */
    public enum Kind {
        /** It is processed. */
        ACCEPT,
        /** Somebody shall get it again. */
        RELEASE,
        /** Nobody shall get it again. */
        REJECT,
        /** It needs more time: the member gets it once more, and says one of the others then. */
        RENEW
    }

    public ShareAcks {
        weights = Map.copyOf(weights);
    }

    /**
     * Reads {@code accept:97,release:2,reject:1}, or {@code accept:80,renew:20}.
     *
     * @throws IllegalArgumentException with what must be written
     */
    public static ShareAcks parse(String text) {
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        for (String part : text.split(",", -1)) {
            String[] halves = part.strip().split(":", -1);
            if (halves.length != 2 || weights.put(kind(halves[0]), weight(halves[1])) != null) {
                throw new IllegalArgumentException(
                        "must be written as accept:97,release:2,reject:1 or accept:80,renew:20, got '" + text + "'");
            }
        }
        if (weights.getOrDefault(Kind.ACCEPT, 0) + weights.getOrDefault(Kind.REJECT, 0) == 0) {
            throw new IllegalArgumentException("must accept or reject some records, got '" + text + "'");
        }
        return new ShareAcks(weights);
    }

    private static Kind kind(String text) {
        List<String> words = List.of("accept", "release", "reject", "renew");
        if (!words.contains(text)) {
            throw new IllegalArgumentException("must name accept, release, reject and renew, got '" + text + "'");
        }
        return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static int weight(String text) {
        try {
            int weight = Integer.parseInt(text);
            if (weight >= 0 && weight <= MOST) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the weight '" + text + "' is not a whole number", e);
        }
        throw new IllegalArgumentException("weights must be 0 to %,d, got %s".formatted(MOST, text));
    }

    /** What is said of a record that is delivered for so many times: the same in each run. */
    public Kind of(int partition, long offset, int delivery) {
        return drawn(partition, offset, delivery, weight(Kind.RENEW));
    }

    /** What is said of it when it was renewed. */
    public Kind renewed(int partition, long offset, int delivery) {
        return drawn(partition, offset, delivery, 0);
    }

    /** Whether some records are renewed. */
    public boolean renews() {
        return weight(Kind.RENEW) > 0;
    }

    private int weight(Kind kind) {
        return weights.getOrDefault(kind, 0);
    }

    private Kind drawn(int partition, long offset, int delivery, int renew) {
        long all = (long) weight(Kind.ACCEPT) + weight(Kind.RELEASE) + weight(Kind.REJECT) + renew;
        long drawn = Math.floorMod(Mix.mix(Mix.mix(offset, partition), delivery), all);
        for (Kind kind : Kind.values()) {
            drawn -= weight(kind);
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("no acknowledgement was drawn");
    }

    /** As {@code --share-acks} says it. */
    @Override
    public String toString() {
        return weights.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
