package io.datastorm.kafka.verify;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Wherever the first offset lies that a broker can serve: it is found, with few questions. */
final class OffsetSearchTest {
    @Property
    void theFirstOffsetThatCanBeServed(
            @ForAll @LongRange(min = 0, max = 1_000_000) long failing,
            @ForAll @LongRange(min = 1, max = 1_000_000) long damaged,
            @ForAll @LongRange(min = 1, max = 1_000_000) long length) {
        long end = failing + length;
        long first = failing + damaged;
        OffsetSearch search = new OffsetSearch(failing, end);
        int questions = 0;
        while (!search.decided()) {
            if (search.probe() >= first) {
                search.served();
            } else {
                search.failed();
            }
            questions++;
        }
        assertThat(questions).isLessThan(60);
        assertThat(search.hopeless()).isEqualTo(first >= end);
        assertThat(search.probe()).isEqualTo(Math.min(first, end));
    }
}
