package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.generator.Templates;
import io.datastorm.generator.avro.AvroRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.Moment;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

/** What keeps order and singleness, without a network: real batches, and the answers that brokers give. */
final class LaneTest {
    private static final Node ONE = new Node(1, "one", 1);
    private static final Node TWO = new Node(2, "two", 2);
    private static final long NOW = 1_000_000_000;
    private static final long LATER = NOW + Duration.ofMinutes(1).toNanos();

    private final WorkerStats stats = new WorkerStats(new Window(), false);
    private final BatchTemplates.Framing framing = Framings.of("none", 1000, Duration.ZERO, Map.of());
    private final BatchFormat format = framing.format();
    private final RecordPool pool = RecordPool.fill(
            new AvroRecordGenerator(SchemaReader.parse("reading", Templates.text("reading")), 1, 0), 10, true);
    private final BatchTemplate template =
            BatchTemplates.of(pool, 1, framing).list(0).get(0);
    private final Filling filling = new StampedFilling(format, framing.delta(), 1, 1000, null, false);
    private final Shipping shipping = new Shipping(
            0,
            null,
            format,
            new Books(stats, null, true, BatchSizing.FULL),
            NanoClock.SYSTEM,
            new ShippingTerms(true, 1 << 20, LATER, 100, 1000));
    private final Lane lane = new Lane(shipping, 0, true);

    private Batch batch(int records) {
        Batch batch = new Batch(1000);
        Moment moment = new Moment();
        moment.set(DueTimes.of(records, NOW), NOW, 1);
        filling.begin(batch, template, lane, NOW, 1);
        filling.fill(batch, 0, records, moment);
        filling.seal(batch);
        lane.join(batch);
        return batch;
    }

    private Lane identified() {
        lane.identify(new ProducerIdentity(7, (short) 0));
        return lane;
    }

    /** One of whose batches, number 0, a broker has accepted. */
    private Lane accepted() {
        Batch first = batch(1);
        identified();
        leaveAll(ONE, NOW);
        lane.stored(first, -1, NOW);
        return lane;
    }

    private List<Batch> leaveAll(Node broker, long nowNanos) {
        List<Batch> left = new ArrayList<>();
        while (lane.head() != null && lane.mayLeave(broker, nowNanos)) {
            left.add(lane.leave(broker, format));
        }
        return left;
    }

    @Test
    void nothingLeavesWithoutAnIdentity() {
        batch(1);
        assertThat(lane.mayLeave(ONE, NOW)).isFalse();
        assertThat(lane.identified()).isFalse();
        assertThat(identified().mayLeave(ONE, NOW)).isTrue();
    }

    @Test
    void theFirstGoesAloneUntilItIsAccepted() {
        identified();
        Batch first = batch(1);
        Batch second = batch(1);
        assertThat(leaveAll(ONE, NOW)).containsExactly(first);
        lane.giveBack(first, NOW);
        assertThat(leaveAll(ONE, LATER)).as("nor does it when it came back").containsExactly(first);
        lane.stored(first, -1, LATER);
        Batch third = batch(1);
        assertThat(leaveAll(ONE, LATER)).containsExactly(second, third);
        lane.identify(new ProducerIdentity(8, (short) 0));
        batch(1);
        assertThat(lane.mayLeave(ONE, LATER)).as("a new identity is as new").isFalse();
    }

    @Test
    void numbersCountUpByRecords() {
        accepted();
        Batch first = batch(3);
        Batch second = batch(2);
        Batch third = batch(1);
        assertThat(leaveAll(ONE, NOW)).containsExactly(first, second, third);
        assertThat(List.of(first.sequence(), second.sequence(), third.sequence()))
                .containsExactly(1, 4, 6);
    }

    @Test
    void whatCameBackLeavesFirstInOrderWithTheSameNumbersOnceNothingIsUnderWay() {
        accepted();
        Batch first = batch(1);
        Batch second = batch(1);
        Batch third = batch(1);
        leaveAll(ONE, NOW);
        Batch fourth = batch(1);
        lane.giveBack(first, NOW);
        assertThat(lane.mayLeave(ONE, LATER)).as("the others are under way").isFalse();
        lane.giveBack(second, NOW);
        lane.stored(third, -1, NOW);
        assertThat(lane.mayLeave(ONE, NOW)).as("before the backoff is over").isFalse();
        assertThat(leaveAll(ONE, LATER)).as("until it is accepted").containsExactly(first);
        lane.stored(first, -1, LATER);
        assertThat(leaveAll(ONE, LATER)).containsExactly(second, fourth);
        assertThat(List.of(first.sequence(), second.sequence(), fourth.sequence()))
                .containsExactly(1, 2, 4);
    }

    @Test
    void aNewLeaderGetsNothingBeforeTheOldOneHasAnswered() {
        accepted();
        Batch first = batch(1);
        leaveAll(ONE, NOW);
        batch(1);
        assertThat(lane.mayLeave(TWO, LATER)).isFalse();
        lane.stored(first, -1, NOW);
        assertThat(lane.mayLeave(TWO, LATER)).isTrue();
    }

    @Test
    void behindAGapEverythingBeginsAgainInTheNextEpoch() {
        accepted();
        Batch refused = batch(2);
        Batch second = batch(1);
        Batch third = batch(1);
        leaveAll(ONE, NOW);
        lane.failed(refused, NOW);
        assertThat(lane.oldest(second)).isTrue();
        assertThat(lane.behindGap(second)).isTrue();
        lane.renumber(second, NOW);
        lane.giveBack(third, NOW);
        assertThat(lane.behindGap(second)).isFalse();
        assertThat(leaveAll(ONE, LATER)).containsExactly(second);
        lane.stored(second, -1, LATER);
        assertThat(leaveAll(ONE, LATER)).containsExactly(third);
        assertThat(List.of(second.sequence(), third.sequence())).containsExactly(0, 1);
        assertThat(second.bytes().getLong(43)).as("producer id").isEqualTo(7);
        assertThat(second.bytes().getShort(51)).as("epoch").isEqualTo((short) 1);
    }

    @Test
    void onlyTheOldestCanBlameAGap() {
        accepted();
        Batch first = batch(1);
        Batch second = batch(1);
        leaveAll(ONE, NOW);
        assertThat(lane.oldest(second)).isFalse();
        lane.giveBack(first, NOW);
        assertThat(lane.oldest(second)).as("an older one came back").isFalse();
    }

    @Test
    void givingUpLeavesAGapOnlyIfANumberWasUsed() {
        identified();
        batch(1);
        lane.giveUp();
        Batch numbered = batch(1);
        leaveAll(ONE, NOW);
        assertThat(lane.behindGap(numbered)).isFalse();
        numbered.doubt();
        lane.giveBack(numbered, NOW);
        assertThat(lane.giveUp()).isSameAs(numbered);
        Batch behind = batch(1);
        leaveAll(ONE, LATER);
        assertThat(lane.behindGap(behind)).isTrue();
    }

    @Test
    void aGapThatWasNoneExcusesNothingLater() {
        accepted();
        Batch doubtful = batch(1);
        Batch accepted = batch(1);
        Batch later = batch(1);
        leaveAll(ONE, NOW);
        lane.failed(doubtful, NOW);
        lane.stored(accepted, -1, NOW);
        assertThat(lane.behindGap(later))
                .as("the broker accepted a number behind the gap")
                .isFalse();
    }

    /** Retention took what the lane had written, and an old broker forgot the producer with it (KIP-360). */
    @Test
    void onlyALogThatBeginsBehindTheLastRecordHasLostNothing() {
        assertThat(lane.removed(1)).as("nothing was stored yet").isFalse();
        Batch first = batch(3);
        identified();
        leaveAll(ONE, NOW);
        lane.stored(first, 10, NOW);
        assertThat(lane.removed(-1)).as("the broker does not say").isFalse();
        assertThat(lane.removed(12)).as("its last record is still there").isFalse();
        assertThat(lane.removed(13)).isTrue();
        assertThat(Consequence.of(59)).isEqualTo(Consequence.UNKNOWN_PRODUCER);
        assertThat(Consequence.of(45)).isEqualTo(Consequence.OUT_OF_SEQUENCE);
    }

    /** A lane of its own: nobody has so much patience. */
    @Test
    void afterTheLastEpochComesANewIdentity() {
        lane.identify(new ProducerIdentity(7, Short.MAX_VALUE));
        Batch first = batch(1);
        leaveAll(ONE, NOW);
        lane.stored(first, -1, NOW);
        Batch lost = batch(1);
        Batch second = batch(1);
        leaveAll(ONE, NOW);
        lane.failed(lost, NOW);
        lane.renumber(second, NOW);
        assertThat(lane.identified()).isFalse();
        assertThat(lane.mayLeave(ONE, LATER)).isFalse();
    }

    @Test
    void atTheEndWhatWasUnderWayIsUnresolvedAndTheRestHasFailed() {
        identified();
        batch(2);
        leaveAll(ONE, NOW);
        batch(3);
        lane.abandon().forEach(batch -> new Books(stats, null, true, BatchSizing.FULL).failed(batch, "end", LATER));
        assertThat(stats.withoutAnswer()).containsEntry("end", 2L);
        assertThat(stats.failures()).containsEntry("end", 3L);
        assertThat(lane.head()).isNull();
    }
}
