package io.datastorm.live.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whoever comes late is told all of it, in order; what is left out of a long run is what matters least. */
final class RunHistoryTest {
    private final RunHistory history = new RunHistory();

    private static List<String> texts(List<RunHistory.Event> events) {
        return events.stream().map(RunHistory.Event::json).toList();
    }

    @Test
    void whoComesLateIsToldAllOfIt() throws InterruptedException {
        history.keep("run");
        history.add("1", 5);
        history.add("2", 1);
        assertThat(texts(history.after(0, 0))).containsExactly("run", "1", "2");
        assertThat(texts(history.after(2, 0))).containsExactly("2");
        assertThat(history.after(3, 0)).isEmpty();
    }

    @Test
    void whoHasAllOfItWaitsForMore() throws Exception {
        history.keep("run");
        CompletableFuture<List<RunHistory.Event>> more = CompletableFuture.supplyAsync(() -> {
            try {
                return history.after(1, Long.MAX_VALUE / 2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        history.add("1", 0);
        assertThat(texts(more.get())).containsExactly("1");
    }

    @Test
    void theEndWakesEverybody() throws InterruptedException {
        history.keep("run");
        assertThat(history.endedAfter(1)).isFalse();
        history.end();
        assertThat(history.after(1, Long.MAX_VALUE / 2)).isEmpty();
        assertThat(history.endedAfter(1)).isTrue();
        assertThat(history.endedAfter(0)).isFalse();
    }

    @Property(tries = 20)
    void aLongRunBecomesCoarseAndKeepsItsExtremes(
            @ForAll @IntRange(min = RunHistory.MOST, max = 8 * RunHistory.MOST) int seconds,
            @ForAll @IntRange(min = 0, max = RunHistory.MOST - 1) int slowest)
            throws InterruptedException {
        RunHistory run = new RunHistory();
        run.keep("run");
        IntStream.range(0, seconds).forEach(i -> run.add("s" + i, i == slowest ? 1_000 : i % 10));
        run.important("fault");
        List<RunHistory.Event> events = run.after(0, 0);
        assertThat(events).hasSizeBetween(RunHistory.MOST / 2, RunHistory.MOST);
        assertThat(texts(events)).contains("run", "s" + slowest, "fault", "s" + (seconds - 1));
        assertThat(events).extracting(RunHistory.Event::number).isSorted().doesNotHaveDuplicates();
        // The newer half has all of its seconds.
        assertThat(texts(events.subList(events.size() - RunHistory.MOST / 4, events.size() - 1)))
                .containsExactlyElementsOf(IntStream.range(seconds - RunHistory.MOST / 4 + 1, seconds)
                        .mapToObj(i -> "s" + i)
                        .toList());
    }
}
