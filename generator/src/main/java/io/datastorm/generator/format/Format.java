package io.datastorm.generator.format;

import io.datastorm.generator.stamp.Stamp;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** What values of a schema are written in. */
public enum Format {
    /** Avro's binary encoding, without a header: as in the Avro specification's "Binary Encoding". */
    AVRO,
    /**
     * JSON without blanks: as Kafka Connect's JsonConverter writes it without schemas, but decimals are numbers. Unions
     * have no wrapper, times are numbers in their unit, bytes are Base64.
     */
    JSON;

    /** The writer of values; stamps by the path of their node. */
    ValueWriter writer(Schema schema, Map<String, Stamp> stamps) {
        return this == AVRO ? new AvroWriter(schema, stamps) : new JsonWriter(schema, stamps);
    }

    /** As it is written in options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
