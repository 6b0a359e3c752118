package io.datastorm.generator.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.stamp.Mix;
import org.junit.jupiter.api.Test;

final class SizeDistributionTest {
    private static SizeDistribution parse(String text) {
        return SizeDistribution.parse(text, Integer::parseInt);
    }

    @Test
    void rangesOccurAsOftenAsTheirWeightsSay() {
        SizeDistribution sizes = parse("64-256:70, 1024-4096:30");
        int small = 0;
        long sum = 0;
        for (int i = 0; i < 100_000; i++) {
            int size = sizes.size(Mix.mix(1, i));
            assertThat(size <= 256 ? size >= 64 : size >= 1024 && size <= 4096).isTrue();
            small += size <= 256 ? 1 : 0;
            sum += size;
        }
        assertThat(small).isBetween(69_000, 71_000);
        assertThat(sum / 100_000.0).isBetween(870.0, 892.0);
    }

    @Test
    void bothEndsOfARangeOccur() {
        SizeDistribution sizes = parse("3-5");
        int[] seen = new int[6];
        for (int i = 0; i < 3000; i++) {
            seen[sizes.size(Mix.mix(2, i))]++;
        }
        assertThat(seen[3]).isBetween(850, 1150);
        assertThat(seen[4]).isBetween(850, 1150);
        assertThat(seen[5]).isBetween(850, 1150);
    }

    @Test
    void aSizeMayStandAlone() {
        assertThat(parse("100")).isEqualTo(SizeDistribution.fixed(100));
        assertThat(parse("100:3,7").ranges())
                .containsExactly(new SizeDistribution.Range(100, 100, 3), new SizeDistribution.Range(7, 7, 1));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> parse("256-64")).hasMessageContaining("a range must grow: 256-64");
        assertThatThrownBy(() -> parse("1-2:many")).hasMessageContaining("a weight must be a whole number, got 'many'");
        assertThatThrownBy(() -> parse("1-2:0")).hasMessageContaining("a weight must be positive, got 0");
    }
}
