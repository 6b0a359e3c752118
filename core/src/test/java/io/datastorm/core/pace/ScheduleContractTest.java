package io.datastorm.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What every open-loop schedule must keep, whatever the load and the number of workers. */
final class ScheduleContractTest {
    private static final long SECOND = 1_000_000_000L;

    @Provide
    Arbitrary<Load> loads() {
        Arbitrary<Rate> rates = Arbitraries.doubles().between(1, 200_000).map(Rate::new);
        Arbitrary<Stage> stages = Combinators.combine(rates, Arbitraries.longs().between(1, 3_000))
                .as((rate, millis) -> new Stage(rate, Duration.ofMillis(millis)));
        Arbitrary<Load> constant = rates.map(Load.ConstantRate::new);
        Arbitrary<Load> ramps = stages.list().ofMinSize(1).ofMaxSize(4).map(Load.Stages::new);
        Arbitrary<Load> poisson = rates.map(rate -> new Load.Poisson<>(new Load.ConstantRate(rate)));
        return Arbitraries.oneOf(constant, ramps, poisson);
    }

    private static List<Long> due(Load load, int worker, int workers, long end) {
        Schedule schedule = load.schedule(new Load.Share(worker, workers, 1));
        List<Long> times = new ArrayList<>();
        for (long next = schedule.nextNanos();
                next != Schedule.END && next < end && times.size() < 300_000;
                next = schedule.nextNanos()) {
            times.add(next);
        }
        return times;
    }

    @Property(tries = 60)
    void timesNeverGoBack(@ForAll("loads") Load load, @ForAll @IntRange(min = 1, max = 7) int workers) {
        for (int worker = 0; worker < workers; worker++) {
            List<Long> times = due(load, worker, workers, SECOND);
            assertThat(times).isSorted().allMatch(time -> time >= 0);
        }
    }

    @Property(tries = 60)
    void sameShareSameTimes(@ForAll("loads") Load load) {
        assertThat(due(load, 1, 3, SECOND)).isEqualTo(due(load, 1, 3, SECOND));
    }

    /** Splitting must neither lose a record nor move one: together the workers do what one alone would. */
    @Property(tries = 60)
    void workersTogetherAreTheLoad(@ForAll("loads") Load load, @ForAll @IntRange(min = 1, max = 7) int workers) {
        if (load instanceof Load.Poisson<?>) {
            return;
        }
        List<Long> together = Stream.iterate(0, worker -> worker < workers, worker -> worker + 1)
                .flatMap(worker -> due(load, worker, workers, SECOND).stream())
                .sorted()
                .toList();
        assertThat(together).isEqualTo(due(load, 0, 1, SECOND));
    }

    @Property(tries = 60)
    void totalIsWhatTheLoadSays(@ForAll("loads") Load load, @ForAll @IntRange(min = 1, max = 7) int workers) {
        if (load instanceof Load.Poisson<?>) {
            return;
        }
        Duration time = load.duration().orElse(Duration.ofSeconds(1));
        long total = 0;
        for (int worker = 0; worker < workers; worker++) {
            total += due(load, worker, workers, time.toNanos()).size();
        }
        if (total < 300_000) {
            assertThat(Math.abs(total - load.dueWithin(time).orElseThrow())).isLessThanOrEqualTo(1);
        }
    }

    /** Ten hours at an awkward rate: the error of the last record is still less than a nanosecond or two. */
    @Property(tries = 20)
    void constantRateDoesNotDrift(@ForAll @IntRange(min = 1, max = 999_983) int rate) {
        Load.ConstantRate load = new Load.ConstantRate(new Rate(rate));
        double position = 36_000.0 * rate;
        assertThat(load.nanosAt(position)).isCloseTo(36_000e9, org.assertj.core.data.Offset.offset(8.0));
    }

    @Property(tries = 20)
    void poissonGapsAreExponentialWithTheRightMean(@ForAll @IntRange(min = 1, max = 5) int workers) {
        double rate = 50_000;
        List<Long> times =
                due(new Load.Poisson<>(new Load.ConstantRate(new Rate(rate))), 0, workers, 4L * workers * SECOND);
        double mean = 1e9 * workers / rate;
        double sum = 0;
        double squares = 0;
        long above = 0;
        for (int i = 1; i < times.size(); i++) {
            double gap = times.get(i) - times.get(i - 1);
            sum += gap;
            squares += gap * gap;
            above += gap > mean ? 1 : 0;
        }
        int gaps = times.size() - 1;
        double average = sum / gaps;
        // For an exponential distribution the deviation equals the mean, and e^-1 of all gaps are longer than it.
        assertThat(average / mean).isBetween(0.98, 1.02);
        assertThat(Math.sqrt(squares / gaps - average * average) / mean).isBetween(0.96, 1.04);
        assertThat(above / (double) gaps).isBetween(0.355, 0.381);
    }
}
