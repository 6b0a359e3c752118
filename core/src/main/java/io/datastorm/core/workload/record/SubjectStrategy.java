package io.datastorm.core.workload.record;

import java.util.Optional;

/**
 * The subject under which the schema of a topic's values is registered, as Confluent's
 * {@code value.subject.name.strategy} has it.
 */
public enum SubjectStrategy {
    /** The topic's name, and {@code -value}. */
    TOPIC,
    /** The full name of the record's type. */
    RECORD,
    /** Both: the topic's name, and the full name of the record's type. */
    TOPIC_RECORD;

    /** The subject of values; empty: there is none, because they are no records with a name. */
    public Optional<String> subject(String topic, Optional<String> recordName) {
        return switch (this) {
            case TOPIC -> Optional.of(topic + "-value");
            case RECORD -> recordName;
            case TOPIC_RECORD -> recordName.map(name -> topic + "-" + name);
        };
    }
}
