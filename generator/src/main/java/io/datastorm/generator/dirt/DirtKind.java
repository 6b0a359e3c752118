package io.datastorm.generator.dirt;

/** In which way an event is wrong on purpose. */
public enum DirtKind {
    /** It is sent long after it happened: its timestamps tell an earlier time. */
    LATE(0, "late"),
    /** It happened, and is never sent. */
    DROPPED(1, "dropped"),
    /** It is sent twice: the same key, value and timestamp once more. */
    DUPLICATE(2, "duplicate"),
    /** Its value cannot be decoded. */
    INVALID(3, "invalid");

    private final int code;
    private final String text;

    DirtKind(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** For another process. */
    public int code() {
        return code;
    }

    /**
     * The kind with this code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DirtKind of(int code) {
        for (DirtKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of event has the code " + code);
    }

    /** What {@code ground-truth.jsonl} calls it. */
    public String text() {
        return text;
    }
}
