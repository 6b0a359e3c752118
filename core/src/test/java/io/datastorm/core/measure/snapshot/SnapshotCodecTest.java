package io.datastorm.core.measure.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.DirtCounts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.TransactionCounts;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What another process reads is what was told. */
final class SnapshotCodecTest {
    private static final Usage USAGE = new Usage(
            1.5,
            1L << 33,
            1L << 28,
            1L << 30,
            new Usage.Pauses(3, 12.5, 7.25),
            List.of(new Usage.ThreadUse(17, "worker-1", 0.9), new Usage.ThreadUse(3, "sampler", 0.01)),
            List.of(),
            List.of(new Usage.SenderProcessUse("the gateway", 0.25, 1L << 29)),
            List.of(new Usage.LinkUse("eth0 of here", 10_000_000_000L, 123_456, 1L << 40)));

    @Provide
    Arbitrary<List<Long>> nanos() {
        return Arbitraries.longs().between(0, 100_000_000_000L).list().ofMaxSize(50);
    }

    private static Latencies latencies(List<Long> response, List<Long> service, List<Long> lag) {
        Latencies latencies = Latencies.empty();
        response.forEach(latencies.response()::recordValue);
        service.forEach(latencies.service()::recordValue);
        lag.forEach(latencies.lag()::recordValue);
        return latencies;
    }

    private static Snapshot snapshot(Latencies latencies) {
        Counts counts = new Counts(
                new Counts.Sent(100, 2, 95, 3420),
                new Counts.InWindow(90, 2, 80, 2880, 999),
                new Counts.Before(7, -6),
                Map.of("NOT_LEADER", 3L, "Größe", 1L),
                Map.of(),
                new TransactionCounts(7, 2, 1, 5, 7000, 60, -3));
        SenderHealth health = new SenderHealth(5, -0.5, 4000, 2, 0.75);
        return new Snapshot(
                3,
                Snapshot.Phase.MEASURED,
                -4,
                1.001,
                List.of(new StreamSnapshot("a", counts, latencies, health, DIRT)),
                USAGE);
    }

    private static final DirtSnapshot DIRT = new DirtSnapshot(
            new DirtCounts(Map.of(DirtKind.LATE, 2L, DirtKind.INVALID, -3L)),
            List.of(
                    new DirtyRecord(DirtKind.LATE, 17, 3, 5_000_000_000L, 1_795_000_000_000L, 86_400_000),
                    DirtyRecord.dropped(4, 1_795_000_086_400L),
                    new DirtyRecord(DirtKind.INVALID, 21, 2, DirtyRecord.NOWHERE, -5, 0)));

    @Property
    void itIsTheSameAfterwards(
            @ForAll("nanos") List<Long> response,
            @ForAll("nanos") List<Long> service,
            @ForAll("nanos") List<Long> lag) {
        Latencies told = latencies(response, service, lag);
        Snapshot before = snapshot(told);
        Snapshot after = SnapshotCodec.decode(SnapshotCodec.encode(before));
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("streams.latencies")
                .isEqualTo(before);
        Latencies read = Latencies.empty();
        after.streams().get(0).latencies().addTo(read);
        assertThat(read).isEqualTo(told);
    }

    @Example
    void serviceTimesThatAreTheResponseTimesAreToldOnce() {
        List<Long> many = Arrays.asList(1_000L, 20_000L, 300_000L, 4_000_000L, 50_000_000L);
        int same = SnapshotCodec.encode(snapshot(latencies(many, many, List.of()))).length;
        int different = SnapshotCodec.encode(snapshot(latencies(many, List.of(1L, 2L, 3L, 4L, 5L), List.of()))).length;
        assertThat(same).isLessThan(different);
    }

    /** Whatever is cut off or changed is refused, or read as something; it never runs away. */
    @Property
    void damageIsRefused(@ForAll @IntRange(max = 400) int at, @ForAll byte changed) {
        byte[] bytes = SnapshotCodec.encode(snapshot(latencies(List.of(5L, 7_000L), List.of(1L), List.of(99L))));
        int place = at % bytes.length;
        assertThatThrownBy(() -> add(Arrays.copyOf(bytes, place))).isInstanceOf(IllegalArgumentException.class);
        bytes[place] = changed;
        try {
            add(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static void add(byte[] bytes) {
        SnapshotCodec.decode(bytes).streams().forEach(stream -> stream.latencies()
                .addTo(Latencies.empty()));
    }

    @Example
    void anotherVersionIsRefused() {
        byte[] bytes = SnapshotCodec.encode(snapshot(Latencies.empty()));
        bytes[0] = 2;
        assertThatThrownBy(() -> SnapshotCodec.decode(bytes)).hasMessageContaining("version 2");
    }
}
