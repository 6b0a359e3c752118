package io.datastorm.core.workload.record;

import java.util.Optional;

/**
 * How the schemas of a stream get their ids.
 *
 * @param strategy names the subject of values; that of keys is the topic's name, and {@code -key}
 * @param register whether a schema that the registry does not have is registered; if not, it is an error
 * @param valueId the id of the values' schema; empty: the registry is asked
 * @param keyId likewise of the keys' schema
 */
public record Registration(
        SubjectStrategy strategy, boolean register, Optional<Integer> valueId, Optional<Integer> keyId) {
    /** The same where the ids are known. */
    public Registration with(Optional<Integer> idOfValues, Optional<Integer> idOfKeys) {
        return new Registration(strategy, register, idOfValues, idOfKeys);
    }
}
