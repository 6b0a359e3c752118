package io.datastorm.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CpuQuotaTest {
    @ParameterizedTest
    @CsvSource({"150000 100000, 1.5", "max 100000, 8", "-1 100000, 8", "'', 8", "x y, 8", "400000 100000, 4"})
    void isReadFromTheControlGroup(String text, double cores) {
        assertThat(CpuQuota.parse(text, 8)).isEqualTo(cores);
    }
}
