package io.datastorm.run.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.fault.FaultReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which fault comes next. */
final class FaultScheduleTest {
    private static List<String> taken(FaultSchedule schedule, int second) {
        List<String> texts = new ArrayList<>();
        Optional<Fault> next = schedule.due(Duration.ofSeconds(second));
        while (next.isPresent()) {
            texts.add(next.get().text());
            next = schedule.due(Duration.ofSeconds(second));
        }
        return texts;
    }

    @Test
    void whatIsAddedComesAtItsTime() {
        FaultSchedule schedule = new FaultSchedule(FaultReader.read("kill 1 @ 3s, kill 2 @ 9s"));
        assertThat(taken(schedule, 2)).isEmpty();
        schedule.add(FaultReader.read("restart 1 @ 5s"));
        assertThat(taken(schedule, 4)).containsExactly("kill 1 @ 3s");
        assertThat(taken(schedule, 9)).containsExactly("restart 1 @ 5s", "kill 2 @ 9s");
        assertThat(taken(schedule, 99)).isEmpty();
    }

    @Test
    void thoseOfOneTimeKeepTheirOrder() {
        List<Fault> faults = FaultReader.read("pause 1 @ 2s for 4s, pause 1 @ 6s for 1s, kill 3 @ 6s, kill 2 @ 6s");
        assertThat(taken(new FaultSchedule(faults), 6))
                .containsExactlyElementsOf(faults.stream()
                        .filter(fault -> fault.at().toSeconds() <= 6)
                        .map(Fault::text)
                        .toList());
    }
}
