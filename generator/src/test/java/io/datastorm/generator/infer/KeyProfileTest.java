package io.datastorm.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.key.KeyNumbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyProfileTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As Kafka's serializer of longs writes them: mostly no characters. */
    @Test
    void keysMayBeAnyBytes() {
        KeyProfile profile = new KeyProfile();
        for (int i = 0; i < 2000; i++) {
            profile.add(ByteBuffer.allocate(Long.BYTES).putLong(i % 1000).array(), Map.of("id", i));
        }
        assertThat(profile.told()).contains("1,000 different ones").endsWith("--keys uniform:1000");
    }

    private static String told(KeyNumbers numbers) {
        KeyDraw draw = numbers.draw(1);
        KeyProfile profile = new KeyProfile();
        for (int i = 0; i < 50_000; i++) {
            profile.add(bytes("k" + draw.number(i)), Map.of("id", i));
        }
        return profile.told();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 1.1, 2})
    void theSkewIsFound(double exponent) {
        Matcher found = Pattern.compile("--keys zipf:\\d+:([\\d.]+)").matcher(told(new KeyNumbers.Zipf(500, exponent)));
        assertThat(found.find()).isTrue();
        assertThat(Double.parseDouble(found.group(1))).isBetween(exponent - 0.1, exponent + 0.1);
    }

    @Test
    void equalSharesAreUniform() {
        assertThat(told(new KeyNumbers.Uniform(500))).endsWith("--keys uniform:500");
        assertThat(told(new KeyNumbers.Uniform(5000))).contains("--keys uniform:");
        assertThat(told(new KeyNumbers.Sequence()))
                .startsWith("keys: 50,000 different ones in 50,000 records, of which 0 have none")
                .endsWith("--keys sequence");
    }

    @Test
    void aFieldMayBeTheKey() {
        KeyProfile profile = new KeyProfile();
        profile.add(bytes("1"), Map.of("a", 1, "b", 1));
        profile.add(bytes("2"), Map.of("a", 1, "b", 2));
        profile.add(null, Map.of("a", 1, "b", 3));
        assertThat(profile.told()).endsWith("--key b").contains("3 records, of which 1 have none");
        assertThat(new KeyProfile().told()).isEqualTo("keys: none");
    }
}
