package io.datastorm.run.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for while a run goes on. */
final class FaultRequestTest {
    private static final Duration NOW = Duration.ofMillis(12_300);

    private static Workload workload() {
        Settings flags = new Settings();
        flags.flag(ClusterOptions.BROKERS, "3");
        flags.flag(LoadOptions.DURATION, "60s");
        return new Planner(new ProducerRules(), 2).plan(flags, Optional.empty());
    }

    @Test
    void aFaultBeginsWithTheNextSecondAndEndsByItself() {
        List<Fault> faults = FaultRequest.fault(" pause 2 for 3s ", NOW, workload());
        assertThat(faults)
                .extracting(Fault::text)
                .containsExactly("pause 2 @ 13s for 3s", "end of pause 2 @ 13s for 3s");
        assertThat(faults).extracting(fault -> fault.at().toSeconds()).containsExactly(13L, 16L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kill 4                | there is no broker 4 in a cluster of 3
                    kill 1 @ 5s           | without a time
                    kill 1, kill 2        | write one fault
                    explode               | there is no fault 'explode'
                    fill-disk 1           | must be planned before the run
                    delete-topic          | must be planned before the run
                    kill-consumer 1       | needs a consumer group
                    isolate 1             | needs links of its own
                    ''                    | is not a fault
                    """)
    void whatCannotBeDoneIsSaid(String text, String message) {
        assertThatThrownBy(() -> FaultRequest.fault(text, NOW, workload()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNoteIsOneLine() {
        Fault note = FaultRequest.note("  deploy\n of 4f2a91 ", NOW);
        assertThat(note.text()).isEqualTo("note: deploy of 4f2a91");
        assertThat(note.action().harm()).isFalse();
        assertThatThrownBy(() -> FaultRequest.note(" ", NOW)).hasMessage("a note has 1 to 200 characters");
        assertThatThrownBy(() -> FaultRequest.note("x".repeat(201), NOW)).hasMessage("a note has 1 to 200 characters");
    }
}
