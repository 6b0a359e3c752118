package io.datastorm.generator.format;

import java.util.Locale;

/** What values of a schema are written in. */
public enum Format {
    /** Avro's binary encoding, without a header: as in the Avro specification's "Binary Encoding". */
    AVRO,
    /**
     * JSON without blanks: as Kafka Connect's JsonConverter writes it without schemas, but decimals are numbers. Unions
     * have no wrapper, times are numbers in their unit, bytes are Base64.
     */
    JSON;

    /** How it writes. */
    Encoding encoding() {
        return this == AVRO ? new AvroEncoding() : new JsonEncoding();
    }

    /** As it is written in options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
