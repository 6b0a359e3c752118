package io.datastorm.core.workload.record;

import io.datastorm.generator.dirt.Dirt;
import java.util.Map;
import java.util.Optional;

/**
 * What the records are.
 *
 * @param values what their values are
 * @param pool how many values are prepared before the clock starts; 0: each is encoded when it is sent
 * @param frozen whether they repeat unchanged, instead of getting fresh stamps
 * @param seed same seed, same records
 * @param keys empty: no keys
 * @param tombstones the share of records without a value
 * @param timestamps of each record
 * @param partitioning which partition each goes to
 * @param dirt which of them are wrong on purpose
 * @param committed whether the records to which they refer are stored before the run
 * @param stampField the field of the value that carries a stamp, for applications that drop headers; empty: none
 * @param registration of the schemas of formats that have a registry
 * @param headers of each record, in their order
 */
public record RecordPlan(
        Values values,
        int pool,
        boolean frozen,
        long seed,
        Optional<Keys> keys,
        double tombstones,
        Timestamps timestamps,
        Partitioning partitioning,
        Dirt dirt,
        boolean committed,
        Optional<String> stampField,
        Registration registration,
        Map<String, String> headers) {
    /** Where the schema is, if there is one. */
    public Optional<SchemaSource> schema() {
        return values instanceof Values.OfSchema of ? Optional.of(of.source()) : Optional.empty();
    }

    /** The same with another registration. */
    public RecordPlan with(Registration other) {
        return new RecordPlan(
                values,
                pool,
                frozen,
                seed,
                keys,
                tombstones,
                timestamps,
                partitioning,
                dirt,
                committed,
                stampField,
                other,
                headers);
    }

    /** Whether values or keys are in a format that has a registry. */
    public boolean registered() {
        return valuesRegistered() || keysRegistered();
    }

    /** Whether values are. */
    public boolean valuesRegistered() {
        return values instanceof Values.OfSchema of && of.format().registered();
    }

    /** Whether keys are. */
    public boolean keysRegistered() {
        return keys.filter(of -> of.format().registered()).isPresent();
    }
}
