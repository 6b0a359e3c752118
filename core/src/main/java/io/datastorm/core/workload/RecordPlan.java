package io.datastorm.core.workload;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the records are.
 *
 * @param schema an Avro schema's file; empty: the template
 * @param template the name of a schema that ships with DataStorm
 * @param pool how many values are prepared before the clock starts; 0: each is encoded when it is sent
 * @param frozen whether they repeat unchanged, instead of getting fresh stamps
 * @param seed same seed, same records
 * @param key the field that is each record's key; empty: no keys
 * @param headers of each record, in their order
 */
public record RecordPlan(
        Optional<Path> schema,
        String template,
        int pool,
        boolean frozen,
        long seed,
        Optional<String> key,
        Map<String, String> headers) {}
