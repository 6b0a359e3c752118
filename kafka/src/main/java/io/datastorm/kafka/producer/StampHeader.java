package io.datastorm.kafka.producer;

import io.datastorm.core.proof.RecordStamp;
import org.apache.kafka.common.header.Header;

/** The header that holds a record's stamp. Its value is written over for each record. Not thread-safe. */
public final class StampHeader implements Header {
    private final byte[] stamp = new byte[RecordStamp.BYTES];

    @Override
    public String key() {
        return RecordStamp.HEADER;
    }

    @Override
    public byte[] value() {
        return stamp;
    }
}
