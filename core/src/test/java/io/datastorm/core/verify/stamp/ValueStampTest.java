package io.datastorm.core.verify.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.journal.Heading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ValueStampTest {
    private static final Heading HEADING =
            new Heading("run", "cluster", Topics.of("orders"), List.of("id"), "all", true, 0, List.of());
    private static final byte[] BLANK = ValueStamp.BLANK.getBytes(StandardCharsets.US_ASCII);

    private final ValueStampSearch search = new ValueStampSearch();

    /** Before and behind it stands anything, at another place in each value. */
    @Property(tries = 500)
    void whatIsWrittenIsFound(
            @ForAll int lane,
            @ForAll long sequence,
            @ForAll long due,
            @ForAll List<@Size(max = 60) byte[]> fronts,
            @ForAll @Size(max = 20) byte[] rear) {
        ValueStamp stamp = new ValueStamp(HEADING);
        RecordStamp identity = new RecordStamp(HEADING);
        DueStamp time = new DueStamp();
        byte[] told = new byte[DueStamp.BYTES];
        time.write(told, 0, due);
        stamp.due(told, 0);
        List<byte[]> all = new ArrayList<>(fronts);
        all.add(new byte[0]);
        for (byte[] front : all) {
            byte[] value = value(front, rear);
            int place = stamp.place(value, 2, value.length - 4);
            assertThat(place).isEqualTo(2 + front.length).isEqualTo(stamp.find(value, 2, value.length - 4));
            stamp.write(value, place, lane, sequence);
            assertThat(search.find(value, 2, value.length - 4)).isTrue();
            assertThat(identity.ofRun(search.bytes(), 0)).isTrue();
            assertThat(identity.ofTopic(search.bytes(), 0)).isTrue();
            assertThat(RecordStamp.lane(search.bytes(), 0)).isEqualTo(lane);
            assertThat(RecordStamp.sequence(search.bytes(), 0)).isEqualTo(sequence);
            assertThat(time.read(search.bytes(), search.dueAt())).isEqualTo(due);
            System.arraycopy(BLANK, 0, value, 2 + front.length, BLANK.length);
            assertThat(value).as("nothing else was written").isEqualTo(value(front, rear));
        }
    }

    /** Two bytes of something else before and behind the value. */
    private static byte[] value(byte[] front, byte[] rear) {
        byte[] value = new byte[2 + front.length + BLANK.length + rear.length + 2];
        System.arraycopy(front, 0, value, 2, front.length);
        System.arraycopy(BLANK, 0, value, 2 + front.length, BLANK.length);
        System.arraycopy(rear, 0, value, 2 + front.length + BLANK.length, rear.length);
        return value;
    }

    private byte[] stamped() {
        byte[] text = BLANK.clone();
        new ValueStamp(HEADING).write(text, 0, 7, 1_234_567);
        return text;
    }

    /** It stays as it is in JSON, XML, CSV and URLs. */
    @Test
    void itIsTextOfLettersAndDigits() {
        assertThat(new String(stamped(), StandardCharsets.US_ASCII)).matches("ds1-[A-Za-z0-9_-]{40}");
        assertThat(ValueStamp.BLANK).hasSize(ValueStamp.LENGTH).matches("ds1-[A-Za-z0-9_-]{40}");
    }

    @Test
    void aStampWithAnotherLetterIsNone() {
        for (int i = 0; i < BLANK.length; i++) {
            for (char letter = ' '; letter < 127; letter++) {
                byte[] text = stamped();
                boolean same = text[i] == letter;
                text[i] = (byte) letter;
                assertThat(search.find(text, 0, text.length))
                        .as("%c at %d", letter, i)
                        .isEqualTo(same);
            }
        }
    }

    @Test
    void whatWasNotStampedOrIsCutOffHasNone() {
        byte[] text = stamped();
        assertThat(search.find(BLANK, 0, BLANK.length)).isFalse();
        assertThat(search.find(text, 0, text.length - 1)).isFalse();
        assertThat(search.find(text, 1, text.length - 1)).isFalse();
        assertThat(search.find(text, 0, -1)).isFalse();
        assertThat(search.find(text, 0, text.length)).isTrue();
    }

    /** A region, say, or the number of a machine: what only begins as a stamp does is left alone. */
    @Test
    void textOfOthersWithTheSameMarkIsLeftAlone() {
        String others = "{\"region\":\"ds1-eu-central-and-then-some-more-characters\",\"trace\":\"";
        byte[] value = (others + ValueStamp.BLANK + "\"}").getBytes(StandardCharsets.US_ASCII);
        ValueStamp stamp = new ValueStamp(HEADING);
        for (long sequence = 0; sequence < 3; sequence++) {
            stamp.write(value, stamp.place(value, 0, value.length), 1, sequence);
            assertThat(new String(value, StandardCharsets.US_ASCII))
                    .startsWith(others + "ds1-")
                    .endsWith("\"}")
                    .doesNotContain(ValueStamp.BLANK);
            assertThat(search.find(value, 0, value.length)).isTrue();
            assertThat(RecordStamp.sequence(search.bytes(), 0)).isEqualTo(sequence);
        }
    }

    /** A value that is too short for it, or has another text in the field. */
    @Test
    void aValueMayHaveNoPlaceForIt() {
        for (String other : List.of("", "ds1-", "{\"trace\":\"no stamp has ever been in this value here\"}")) {
            byte[] value = other.getBytes(StandardCharsets.US_ASCII);
            assertThat(new ValueStamp(HEADING).place(value, 0, value.length))
                    .as(other)
                    .isNegative();
        }
    }
}
