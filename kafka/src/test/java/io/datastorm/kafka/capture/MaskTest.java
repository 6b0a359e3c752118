package io.datastorm.kafka.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

final class MaskTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private static String kind(int character) {
        String text = Character.toString(character);
        if (text.matches("[0-9]")) {
            return "digit";
        }
        if (text.matches("[A-Z]")) {
            return "capital";
        }
        return text.matches("[ -~\\t\\r\\n&&[^a-z]]") ? text : "other";
    }

    /** Nothing but digits, letters and what separates them comes out, whatever went in. */
    @Property(tries = 500)
    void lengthAndKindsOfCharactersStay(@ForAll @StringLength(max = 200) String text) {
        String masked = new Mask(KEY).text(text);
        assertThat(masked.codePoints().mapToObj(MaskTest::kind))
                .isEqualTo(text.codePoints().mapToObj(MaskTest::kind).toList());
        assertThat(masked).matches("[ -~\\t\\r\\n]*");
        assertThat(new Mask(KEY).text(text)).isEqualTo(masked);
    }

    @Property(tries = 300)
    void numbersStayNumbersOfTheirType(@ForAll int number, @ForAll long large) {
        int masked = Integer.parseInt(new Mask(KEY).text(Integer.toString(number)));
        assertThat(Integer.toString(masked)).hasSameSizeAs(Integer.toString(number));
        long maskedLarge = Long.parseLong(new Mask(KEY).text(Long.toString(large)));
        assertThat(Long.toString(maskedLarge)).hasSameSizeAs(Long.toString(large));
    }

    /** Equal masks of different texts would join what does not belong together. */
    @Property(tries = 5)
    void differentTextsDoNotMeet(@ForAll @IntRange(max = 1_000_000) int first) {
        Set<String> masks = new HashSet<>();
        Mask mask = new Mask(KEY);
        for (int i = 0; i < 10_000; i++) {
            masks.add(mask.text("customer-%012d@example.com".formatted(first + i)));
        }
        assertThat(masks).hasSize(10_000);
    }

    @Property(tries = 1)
    void anotherKeyIsAnotherMask() {
        String text = "jane.doe@example.com";
        assertThat(Mask.random().text(text))
                .isNotEqualTo(Mask.random().text(text))
                .isNotEqualTo(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(new Mask(KEY).bytes(bytes)).hasSameSizeAs(bytes).isNotEqualTo(bytes);
    }
}
