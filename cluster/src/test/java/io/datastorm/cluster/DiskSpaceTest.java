package io.datastorm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiskSpaceTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        // usable, total, reserve, enough, enough to start
        "300, 1000, 256, true, false",
        "255, 1000, 256, false, false",
        "600, 1000, 256, true, true",
        "2047, 200000, 2048, false, false",
        "4096, 200000, 2048, true, true"
    })
    void keepsAReserve(long usable, long total, long reserve, boolean enough, boolean enoughToStart) {
        DiskSpace space = new DiskSpace(Path.of("/x"), usable * MIB, total * MIB);
        assertThat(space.reserveBytes()).isEqualTo(reserve * MIB);
        assertThat(space.enough()).isEqualTo(enough);
        assertThat(space.enoughToStart()).isEqualTo(enoughToStart);
        assertThat(space.budgetBytes()).isBetween(0L, Math.max(0, (usable - reserve) * MIB / 2));
    }
}
