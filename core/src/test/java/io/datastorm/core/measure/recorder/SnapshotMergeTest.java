package io.datastorm.core.measure.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.TransactionCounts;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.snapshot.DirtSnapshot;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.SnapshotCodec;
import io.datastorm.core.measure.snapshot.Snapshots;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any split of any samples over processes and streams, told in any order, is the same run. */
final class SnapshotMergeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS = 4;
    private static final String[] STREAMS = {"a", "b", "c"};

    /**
     * What became of some records.
     *
     * @param second in which it became known; 0 is the warm-up, the last one the drain
     * @param latencyNanos of each of them
     * @param kind 0 acknowledged, 1 failed, 2 without an answer, 3 never sent
     */
    private record Sample(int second, long records, long latencyNanos, int kind) {}

    /** Where a sample is told. */
    private record Place(int agent, int stream) {}

    @Provide
    Arbitrary<List<Sample>> samples() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, SECONDS + 1),
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.longs().between(1, 20 * SECOND),
                        Arbitraries.integers().between(0, 3))
                .as(Sample::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 200)
    void splitsMakeNoDifference(@ForAll("samples") List<Sample> samples, @ForAll long seed) {
        Random random = new Random(seed);
        RunResult together = result(
                1, samples, samples.stream().map(sample -> new Place(0, 0)).toList(), random);
        List<Place> places = samples.stream()
                .map(sample -> new Place(random.nextInt(5), random.nextInt(STREAMS.length)))
                .toList();
        RunResult apart = result(STREAMS.length, samples, places, random);
        assertThat(apart.totals()).isEqualTo(together.totals());
        assertThat(apart.latency()).usingRecursiveComparison().isEqualTo(together.latency());
        assertThat(apart.throughput().recordsPerSecond())
                .isCloseTo(together.throughput().recordsPerSecond(), within(1e-6));
        assertThat(apart.intervals())
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1, Double.class)
                .isEqualTo(together.intervals());
        assertThat(apart.streams().stream()
                        .mapToLong(stream -> stream.totals().acknowledged())
                        .sum())
                .isEqualTo(together.totals().acknowledged());
        assertThat(apart.generator().peakRssBytes())
                .isEqualTo(together.generator().peakRssBytes());
        assertThat(apart.intervals()).extracting(Interval::second).containsExactly(1L, 2L, 3L, 4L);
    }

    private static RunResult result(int streams, List<Sample> samples, List<Place> places, Random random) {
        Window window = new Window();
        window.begin(0);
        window.set(SECOND, (SECONDS + 1) * SECOND);
        String[] plans =
                Collections.nCopies(streams, "rate 1k warmup 1s duration 4s").toArray(String[]::new);
        Workload workload = EngineTestPlans.streams(plans);
        RunRecorder recorder = new RunRecorder(
                workload,
                new RunResult.Run("id", "run", "2026-11-24T00:00:00Z", 0, false, "0.1.0"),
                new RunResult.Environment("17", "Linux", 2, 1L << 30, "c", "4.3.1", 1, 32, 1, true),
                new RunRecorder.Windows(window, Collections.nCopies(streams, window)));
        int agents = places.stream().mapToInt(Place::agent).max().orElse(0) + 1;
        for (int second = 0; second <= SECONDS + 1; second++) {
            List<Snapshot> told = new ArrayList<>();
            for (int agent = 0; agent < agents; agent++) {
                Snapshot snapshot = snapshot(second, agent, streams, samples, places);
                // Some come from another process.
                told.add(random.nextBoolean() ? snapshot : SnapshotCodec.decode(SnapshotCodec.encode(snapshot)));
            }
            Collections.shuffle(told, random);
            recorder.add(told, RecordedSecond.Context.NOTHING);
        }
        return recorder.result(
                new RunRecorder.Ending(
                        true, true, Map.of(), List.of(), List.of(), Map.of(), null, RunRecorder.Consumed.NOTHING),
                (metric, result) -> null);
    }

    private static Snapshot snapshot(int second, int agent, int streams, List<Sample> samples, List<Place> places) {
        Snapshot.Phase phase = second == 0 ? Snapshot.Phase.WARMUP : Snapshot.Phase.MEASURED;
        List<StreamSnapshot> parts = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            Place here = new Place(agent, stream);
            List<Sample> mine = IntStream.range(0, samples.size())
                    .filter(i ->
                            samples.get(i).second() == second && places.get(i).equals(here))
                    .mapToObj(samples::get)
                    .toList();
            parts.add(part(STREAMS[stream], mine));
        }
        return Snapshots.of(agent, second > SECONDS ? Snapshot.Phase.DRAIN : phase, second, parts);
    }

    private static StreamSnapshot part(String stream, List<Sample> samples) {
        Latencies latencies = Latencies.empty();
        Counts counts = Counts.NONE;
        long wire = 0;
        for (Sample sample : samples) {
            counts = counts.plus(counts(sample));
            wire += 2 * sample.records();
            if (sample.kind() == 0) {
                latencies.response().recordValueWithCount(sample.latencyNanos(), sample.records());
                latencies.service().recordValueWithCount(sample.latencyNanos() / 2, sample.records());
            } else {
                latencies.censored().recordValueWithCount(sample.latencyNanos(), sample.records());
                latencies.response().recordValueWithCount(sample.latencyNanos(), sample.records());
            }
        }
        return new StreamSnapshot(stream, counts, latencies, new SenderHealth(0, 0, wire, 1, 0.5), DirtSnapshot.NONE);
    }

    private static Counts counts(Sample sample) {
        long records = sample.records();
        long acknowledged = sample.kind() == 0 ? records : 0;
        long neverSent = sample.kind() == 3 ? records : 0;
        boolean measured = sample.second() > 0 && sample.second() <= SECONDS;
        return new Counts(
                new Counts.Sent(records - neverSent, neverSent, acknowledged, 10 * acknowledged),
                measured
                        ? new Counts.InWindow(records, neverSent, acknowledged, 10 * acknowledged, SECOND)
                        : Counts.NONE.window(),
                new Counts.Before(0, 0),
                sample.kind() == 1 ? Map.of("E" + records % 2, records) : Map.of(),
                sample.kind() == 2 ? Map.of("T", records) : Map.of(),
                new TransactionCounts(records, sample.kind(), 0, 3, 10 * records, 2 * records, 1));
    }
}
