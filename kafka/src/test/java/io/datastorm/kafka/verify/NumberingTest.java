package io.datastorm.kafka.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a base offset means: reading stands at 1000, the log ends at 5000, the batch has 100 records unless its last
 * offset says otherwise.
 */
final class NumberingTest {
    @ParameterizedTest(name = "{0} to {1}, then {2}, {3}: {4}")
    @CsvSource({
        "1000, 1099, 1100, -, IN_ORDER",
        "1000, 1099, -1, -, IN_ORDER",
        "950, 1049, 1050, inside alone, IN_ORDER",
        // A gap: batches before it are missing.
        "1200, 1299, 1300, -, IN_ORDER",
        "1200, 1299, -1, compacted, IN_ORDER",
        "1200, 1299, -1, -, UNDECIDED",
        "1203, 1302, -1, alone, IN_ORDER",
        // The batch behind it says where it must begin.
        "1200, 1299, 1100, -, WRONG_BASE",
        "1200, 1299, 1100, compacted, WRONG_BASE",
        "998, 1097, 1100, -, WRONG_BASE",
        "488, 587, 1100, -, WRONG_BASE",
        "9999999, 10000098, 1100, -, WRONG_BASE",
        // Nothing behind it: one bit of 1000.
        "488, 587, -1, alone, WRONG_BASE",
        "3048, 3147, -1, alone, WRONG_BASE",
        // Copies of what was read.
        "900, 999, 1000, -, REPEATED",
        "900, 999, -1, -, REPEATED",
        "5000, 5099, 5100, -, BEYOND_END",
    })
    void decides(long base, long last, long following, String flags, Numbering expected) {
        Numbering.Place place = new Numbering.Place(1000, 5000, flags.contains("compacted"), flags.contains("inside"));
        assertThat(Numbering.of(place, base, last, following, flags.contains("alone")))
                .isEqualTo(expected);
    }
}
