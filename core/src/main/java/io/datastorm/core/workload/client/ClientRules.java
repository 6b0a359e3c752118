package io.datastorm.core.workload.client;

import java.util.Optional;

/** What a client library knows about its settings: {@code core} itself knows none. */
public interface ClientRules {
    /** What is wrong with a producer setting, or nothing. */
    Optional<String> producerProperty(String name, String value);

    /** What is wrong with a consumer setting, or nothing. */
    Optional<String> consumerProperty(String name, String value);

    /** What is wrong with a setting of a topic, or nothing; what its value may be the cluster knows. */
    Optional<String> topicSetting(String name, String value);

    /** What is wrong with a line of a {@code --command-config} file, or nothing. */
    Optional<String> clientProperty(String name, String value);

    /** The flag of ours that says the same as a line of such a file; empty if the line is for the client as it is. */
    default Optional<Flag> flag(String name, String value) {
        return Optional.empty();
    }

    /** Whether a line of such a file is about access to a schema registry. */
    default boolean ofRegistry(String name) {
        return false;
    }

    /** Why a line of such a file has no meaning here; empty if it has one. */
    default Optional<String> unused(String name) {
        return Optional.empty();
    }

    /**
     * A flag and its value.
     *
     * @param name such as {@code --acks}
     */
    record Flag(String name, String text) {}
}
