package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    private final Deadline deadline = new Deadline();

    @Test
    void isNeverOverBeforeItIsSet() {
        assertThat(deadline.over()).isFalse();
    }

    @Test
    void canBeBroughtForwardButNotPutOff() {
        deadline.within(Duration.ofHours(1));
        assertThat(deadline.over()).isFalse();
        deadline.within(Duration.ZERO);
        assertThat(deadline.over()).isTrue();
        deadline.within(Duration.ofHours(1));
        assertThat(deadline.over()).isTrue();
    }
}
