package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;

import io.datastorm.generator.input.InvalidInput;
import java.util.List;

/** Where the records of a stream go. A constant is explained by its description. */
public final class TopicOptions {
    public static final Option<String> TOPIC = Option.of(
                    "target.topic", "--topic", "NAME", Names::topic, "Topic. It is created if it does not exist.")
            .fallback("datastorm");

    public static final Option<Integer> TOPICS = Option.of(
                    "target.topics",
                    "--topics",
                    "N",
                    between(1, 10_000),
                    "Number of topics. The records are spread over NAME-1 to NAME-N, with leading zeros; each topic "
                            + "gets the partitions and settings that are said here.")
            .fallback("1");

    public static final Option<Integer> PARTITIONS = Option.of(
                    "target.partitions",
                    "--partitions",
                    "N",
                    between(1, 100_000),
                    "Number of partitions, if the topic is created. By default several topics have so many together.")
            .fallback("32");

    public static final Option<String> TOPIC_CONFIG = Option.of(
                    "target.topicConfig",
                    "--topic-config",
                    "NAME=VALUE",
                    Parsers::text,
                    "Setting of the topic, such as cleanup.policy=compact. A new topic gets it, and one that exists "
                            + "must have it. Repeatable.")
            .map();

    public static final Option<Integer> REPLICATION_FACTOR = Option.of(
                    "target.replicationFactor",
                    "--replication-factor",
                    "N",
                    between(1, 1000),
                    "Replication factor, if the topic is created.")
            .fallback("1");

    public static final Option<String> ALLOW_EXISTING = Option.of(
            "target.allowExisting",
            "--allow-existing",
            "NAME",
            Parsers::text,
            "Permission to write to a topic with records that DataStorm did not send. Repeat the topic's " + "name.");

    public static final Option<Boolean> ALLOW_OTHER_WRITERS = Option.of(
                    "target.allowOtherWriters",
                    "--allow-other-writers",
                    "true|false",
                    Parsers::flag,
                    "Other programs write to the topic too, so it may grow by more than this run sends. With "
                            + "--verify the stamps tell the records apart.")
            .fallback("false")
            .alone("true");

    /** All of them. */
    public static final List<Option<?>> ALL =
            List.of(TOPIC, TOPICS, PARTITIONS, REPLICATION_FACTOR, TOPIC_CONFIG, ALLOW_EXISTING, ALLOW_OTHER_WRITERS);

    private TopicOptions() {}

    /**
     * Checks the name of a topic that is only read.
     *
     * @throws InvalidInput if no topic can have it
     */
    public static void requireAnyTopic(String name) {
        try {
            Names.anyTopic(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(TOPIC.flag(), e.getMessage());
        }
    }
}
