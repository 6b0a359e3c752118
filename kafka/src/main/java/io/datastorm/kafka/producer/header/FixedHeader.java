package io.datastorm.kafka.producer.header;

import org.apache.kafka.common.header.Header;

/** A header whose value has a fixed length and is written over for each record. Not thread-safe. */
public final class FixedHeader implements Header {
    private final String name;
    private final byte[] value;

    /** With a value of zeros. */
    public FixedHeader(String name, int bytes) {
        this.name = name;
        this.value = new byte[bytes];
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public byte[] value() {
        return value;
    }
}
