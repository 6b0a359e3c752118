package io.datastorm.generator.capture;

/** A header of a record. */
public final class CapturedHeader {
    private final String name;
    private final byte[] value;

    /** Of its parts; the value may be null. */
    public CapturedHeader(String name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its value, not to be changed; may be null. */
    public byte[] value() {
        return value;
    }
}
