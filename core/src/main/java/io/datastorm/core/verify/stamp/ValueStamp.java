package io.datastorm.core.verify.stamp;

import io.datastorm.core.verify.journal.Heading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The stamp in a field of the value, as text of {@value #LENGTH} characters: for applications that keep the value and
 * drop the headers. It says what the {@link RecordStamp} says, except for that one's checksum, and when the record was
 * due: run, topic, lane, sequence (20 bytes as there), due (8 bytes as in a {@link DueStamp}, zeros if that is not
 * told), checksum (2). See {@link StampText} for its letters.
 *
 * <p>It is written over the text {@link #BLANK}, which stands in the value until then. One instance a thread; does not
 * allocate.
 */
public final class ValueStamp {
    /** Characters of a stamp, all of them ASCII. */
    public static final int LENGTH = StampText.LENGTH;
    /** What values have in the field before they are stamped. */
    public static final String BLANK = StampText.blank();

    /** Where it is told when the record was due. */
    static final int DUE = RecordStamp.IDENTITY_BYTES;

    private static final byte[] BLANK_BYTES = BLANK.getBytes(StandardCharsets.US_ASCII);

    private final StampText text = new StampText();
    private final StampText before = new StampText();
    private final RecordStamp identity;
    /** Where it stood in the value before. */
    private int place;

    /** For records of the run that this heading is about. */
    public ValueStamp(Heading heading) {
        this.identity = new RecordStamp(heading);
    }

    /** When the next record was due, as a {@link DueStamp} has written it there. */
    public void due(byte[] bytes, int offset) {
        System.arraycopy(bytes, offset, text.raw(), DUE, DueStamp.BYTES);
    }

    /** Where the stamp of a record belongs in its value; negative if there is no place for one. */
    public int place(byte[] bytes, int value, int length) {
        if (place > length - LENGTH || !blank(bytes, value + place)) {
            int found = find(bytes, value, length);
            if (found < 0) {
                return found;
            }
            place = found - value;
        }
        return value + place;
    }

    /** The same without a look at where it stood in the value before. */
    public int find(byte[] bytes, int value, int length) {
        for (int at = value; at <= value + length - LENGTH; at++) {
            if (blank(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether there is the blank, or an older stamp: text of others may have the same mark. */
    private boolean blank(byte[] bytes, int at) {
        return StampText.marked(bytes, at)
                && (Arrays.equals(bytes, at, at + LENGTH, BLANK_BYTES, 0, LENGTH) || before.read(bytes, at));
    }

    /** Writes the stamp of a record into its place. */
    public void write(byte[] bytes, int at, int lane, long sequence) {
        identity.identify(text.raw(), 0, lane, sequence);
        text.write(bytes, at);
    }
}
