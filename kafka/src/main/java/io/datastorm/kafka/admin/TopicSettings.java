package io.datastorm.kafka.admin;

import io.datastorm.core.workload.TopicPlan;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/** Settings of a topic, as Kafka names them. */
public final class TopicSettings {
    /** All that this version of Kafka has. */
    public static final Set<String> NAMES = Arrays.stream(TopicConfig.class.getFields())
            .filter(field -> field.getName().endsWith("_CONFIG"))
            .map(TopicSettings::name)
            .collect(Collectors.toCollection(TreeSet::new));

    private TopicSettings() {}

    private static String name(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("its constants are public", e);
        }
    }

    /** Brokers answer with what they have read: the order of a list, blanks and zeros behind a point mean nothing. */
    private static Object plain(String value) {
        try {
            return new BigDecimal(value.strip()).stripTrailingZeros();
        } catch (NumberFormatException e) {
            return Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
        }
    }

    /** Whether there is a setting of this name, or may be in the cluster of somebody else. */
    public static boolean known(String name) {
        return NAMES.contains(name) || name.startsWith("confluent.") || name.startsWith("redpanda.");
    }

    /**
     * Compares what one of the topics has with what the plan says.
     *
     * @throws InvalidInput with each setting that it has otherwise
     */
    static void require(String topic, TopicPlan plan, Config has) {
        List<Problem> problems = new ArrayList<>();
        plan.settings().forEach((name, value) -> {
            ConfigEntry entry = has.get(name);
            String own = entry == null ? null : entry.value();
            if (own == null || !plain(value).equals(plain(own))) {
                problems.add(new Problem(
                        "--topic-config",
                        "topic '%s' exists and has %s=%s, not %s; change it with kafka-configs, or name another --topic"
                                .formatted(topic, name, own, value)));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }
}
