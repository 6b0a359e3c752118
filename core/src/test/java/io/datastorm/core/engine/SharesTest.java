package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Schedule;
import io.datastorm.core.pace.Shard;
import io.datastorm.core.workload.StreamPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any number of processes does what one does: the same records at the same times, and as many as were asked for. */
final class SharesTest {
    private static final Senders NONE = new Senders() {
        @Override
        public Sender open(int worker, WorkerStats stats) {
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public SenderHealth health() {
            return SenderHealth.NONE;
        }

        @Override
        public void close(Duration patience) {}

        @Override
        public void hurry(Duration patience) {}
    };

    private static List<RunningStream> processes(String load, int agents, int workers) {
        StreamPlan plan = EngineTestPlans.of(load + " workers " + workers).onlyStream();
        List<RunningStream> processes = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            processes.add(new RunningStream(plan.of(new Shard(agent, agents)), NONE));
        }
        return processes;
    }

    /** A record and when it is due. */
    private record Due(long number, long nanos) {}

    private static List<Due> due(List<RunningStream> processes) {
        List<Due> all = new ArrayList<>();
        for (RunningStream process : processes) {
            for (int worker = 0; worker < process.stats().size(); worker++) {
                Load.Share share = process.share(worker);
                Schedule schedule = process.plan().load().schedule(share);
                long left = process.records(worker);
                for (long number = share.worker(); left > 0; number += share.workers()) {
                    all.add(new Due(number, schedule.nextNanos()));
                    left--;
                }
            }
        }
        return all;
    }

    @Property(tries = 100)
    void theSameRecordsAtTheSameTimes(
            @ForAll @IntRange(min = 1, max = 9) int agents,
            @ForAll @IntRange(min = 1, max = 5) int workers,
            @ForAll @IntRange(min = 1, max = 500) int records) {
        String load = "rate 777 records " + records;
        List<Due> apart = due(processes(load, agents, workers));
        List<Due> together = due(processes(load, 1, 1));
        assertThat(apart).hasSize(records).containsExactlyInAnyOrderElementsOf(together);
    }

    @Property(tries = 50)
    void eachWorkerOfAllHasItsOwnNumber(
            @ForAll @IntRange(min = 1, max = 20) int agents, @ForAll @IntRange(min = 1, max = 9) int workers) {
        List<Integer> numbers = processes("rate 1k", agents, workers).stream()
                .flatMap(process -> IntStream.range(0, workers)
                        .mapToObj(worker -> process.share(worker).worker()))
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.range(0, agents * workers).boxed().toList());
    }
}
