package io.datastorm.core.workload.client;

import java.util.Optional;

/** What a client library knows about its settings: {@code core} itself knows none. */
public interface ClientRules {
    /** What is wrong with a producer setting, or nothing. */
    Optional<String> producerProperty(String name, String value);

    /** What is wrong with a line of a {@code --command-config} file, or nothing. */
    Optional<String> clientProperty(String name, String value);
}
