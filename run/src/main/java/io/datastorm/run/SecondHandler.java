package io.datastorm.run;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.output.ResultFiles;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.run.broker.BrokerMetrics;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.fault.FaultRunner;
import io.datastorm.run.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What happens each second: record, save, tell, and look after the cluster. */
record SecondHandler(
        LoadGenerator generator,
        RunCluster cluster,
        RunRecorder recorder,
        ResultFiles files,
        List<StreamRun> streams,
        RunConsumers consumers,
        FaultRunner faults,
        BrokerMetrics brokers,
        AbortWatch aborts,
        RunObserver observers) {
    void second(List<Snapshot> snapshots) {
        Snapshot first = snapshots.get(0);
        boolean drain = first.phase() == Snapshot.Phase.DRAIN;
        RecordedSecond second = recorder.add(
                snapshots,
                drain
                        ? RecordedSecond.Context.NOTHING
                        : new RecordedSecond.Context(faults.news(first.second()), brokers.until(end(first))));
        consumers.second(second, snapshots);
        try {
            files.truth(second);
            if (!drain) {
                save(second);
            }
        } catch (IOException e) {
            stop(e);
        }
        if (drain) {
            files.rest(second);
            return;
        }
        tell(second, snapshots);
        streams.forEach(stream -> stream.readers()
                .unstamped()
                .ifPresent(why -> generator.stop(
                        StopSignal.Reason.IMPOSSIBLE, stream.plan().where("--through") + ": " + why)));
        cluster.trouble().ifPresent(trouble -> generator.stop(trouble.reason(), trouble.message()));
    }

    /** When a second ended: agents may tell of it later. Before the window is known it is now. */
    private long end(Snapshot snapshot) {
        long from = generator.windows().run().fromNanos();
        return from == Long.MAX_VALUE ? System.nanoTime() : from + TimeUnit.SECONDS.toNanos(1) * snapshot.second();
    }

    /** A run that is killed in its first second leaves a document, too. */
    void begin() {
        try {
            files.measured(recorder.incomplete());
        } catch (IOException e) {
            stop(e);
        }
    }

    private void stop(IOException trouble) {
        generator.stop(
                StopSignal.Reason.OUTPUT_FAILED,
                "the result could not be saved in " + files.directory() + ": " + trouble.getMessage());
    }

    private void save(RecordedSecond second) throws IOException {
        IOException trouble = null;
        for (StreamRun stream : streams) {
            try {
                stream.flush();
            } catch (IOException e) {
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        if (second.interval().measured()) {
            files.append(second, recorder::incomplete);
        }
    }

    private void tell(RecordedSecond second, List<Snapshot> snapshots) {
        RunSecond told = new RunSecond(
                second.interval(),
                asked(second.interval().second()),
                second.response(),
                each(second),
                groups(end(snapshots.get(0))),
                agents(snapshots),
                recorder.limit(generator.agents()));
        observers.second(told);
        aborts.broken(told).ifPresent(why -> generator.stop(StopSignal.Reason.THRESHOLD, why));
    }

    /** The middle of the second stands for all of it. */
    private Double asked(long second) {
        Duration middle = Duration.ofMillis(1000 * second - 500);
        return streams.stream()
                .map(StreamRun::plan)
                .filter(stream -> !stream.consumesOnly())
                .map(stream -> asked(stream, second, middle))
                .reduce(Double::sum)
                .filter(rate -> !rate.isNaN())
                .orElse(null);
    }

    private static double asked(StreamPlan stream, long second, Duration middle) {
        if (second <= 0) {
            return stream.load().warmup().rateAt(Duration.ZERO);
        }
        boolean over = stream.extent()
                .duration()
                .or(() -> stream.load().duration())
                .filter(end -> end.compareTo(middle) < 0)
                .isPresent();
        return over ? 0 : stream.load().rateAt(middle);
    }

    private static Map<String, RunSecond.OfStream> each(RecordedSecond second) {
        Map<String, RunSecond.OfStream> each = new LinkedHashMap<>();
        second.streams().stream()
                .filter(part -> part.interval() != null)
                .forEach(part -> each.put(
                        part.name(),
                        new RunSecond.OfStream(
                                part.interval(),
                                // The only stream has the histogram of the run.
                                second.streams().size() == 1
                                        ? second.response()
                                        : Summaries.second(part.latencies().response()),
                                Summaries.second(part.latencies().service()))));
        return each;
    }

    private Map<Integer, RunSecond.OfAgent> agents(List<Snapshot> snapshots) {
        Map<Integer, RunSecond.OfAgent> agents = new TreeMap<>();
        Map<Integer, RunRecorder.AgentFacts> facts = generator.agents();
        for (Snapshot snapshot : facts.isEmpty() ? List.<Snapshot>of() : snapshots) {
            long acknowledged = snapshot.streams().stream()
                    .mapToLong(stream -> stream.counts().sent().acknowledged())
                    .sum();
            RunRecorder.AgentFacts agent = facts.get(snapshot.agent());
            agents.put(
                    snapshot.agent(),
                    new RunSecond.OfAgent(
                            agent == null ? "" : agent.host(),
                            acknowledged,
                            acknowledged / snapshot.seconds(),
                            snapshot.usage().cpuSeconds() / snapshot.seconds()));
        }
        return agents;
    }

    private Map<String, ConsumerResult.Interval> groups(long endNanos) {
        Map<String, ConsumerResult.Interval> groups = new LinkedHashMap<>();
        streams.stream().flatMap(stream -> stream.readers().groups().stream()).forEach(group -> Optional.ofNullable(
                        group.until(endNanos))
                .ifPresent(interval -> groups.put(group.name(), interval)));
        return groups;
    }
}
