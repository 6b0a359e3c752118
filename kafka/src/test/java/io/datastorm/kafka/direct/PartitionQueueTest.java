package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.BatchOutcomes;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.batch.StampedFilling;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.KeyPartition;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

/** What keeps order and singleness, without a network: real batches, and the answers that brokers give. */
final class PartitionQueueTest {
    private static final Node ONE = new Node(1, "one", 1);
    private static final Node TWO = new Node(2, "two", 2);
    private static final long NOW = 1_000_000_000;
    private static final long LATER = NOW + Duration.ofMinutes(1).toNanos();

    private final WorkerStats stats = new WorkerStats(new Window(), false);
    private final BatchTemplates.Framing framing = Framings.of("none", 1000, Duration.ZERO, Map.of());
    private final BatchFormat format = framing.format();
    private final RecordPool pool = RecordPool.fill(
            SchemaRecordGenerator.avro(SchemaReader.parse("reading", Templates.text("reading")), 1, 0), 10, true);
    private final BatchTemplate template =
            BatchTemplates.of(pool, 1, new KeyPartition(1), framing).list(0).get(0);
    private final Filling filling = new StampedFilling(format, framing.delta(), 1, 1000, RecordStamps.NONE, null);
    private final PartitionQueue queue = new PartitionQueue(0, new DispatchRules(true, 1 << 20, LATER, 100, 1000));

    private Batch batch(int records) {
        Batch batch = new Batch(1000);
        SendTimes moment = new SendTimes();
        moment.set(DueTimes.of(records, NOW), NOW, 1);
        batch.begin(
                template, queue.id(), queue.records(), NOW, 1 - framing.delta().first());
        filling.begin(batch);
        filling.fill(batch, 0, records, moment);
        filling.seal(batch);
        queue.join(batch);
        return batch;
    }

    private PartitionQueue identified() {
        queue.identify(new ProducerIdentity(7, (short) 0));
        return queue;
    }

    /** One of whose batches, number 0, a broker has accepted. */
    private PartitionQueue accepted() {
        Batch first = batch(1);
        identified();
        leaveAll(ONE, NOW);
        queue.stored(first, -1, NOW);
        return queue;
    }

    private List<Batch> leaveAll(Node broker, long nowNanos) {
        List<Batch> left = new ArrayList<>();
        while (queue.head() != null && queue.mayLeave(broker, nowNanos)) {
            left.add(queue.leave(broker, format));
        }
        return left;
    }

    @Test
    void nothingLeavesWithoutAnIdentity() {
        batch(1);
        assertThat(queue.mayLeave(ONE, NOW)).isFalse();
        assertThat(queue.identified()).isFalse();
        assertThat(identified().mayLeave(ONE, NOW)).isTrue();
    }

    @Test
    void theFirstGoesAloneUntilItIsAccepted() {
        identified();
        Batch first = batch(1);
        Batch second = batch(1);
        assertThat(leaveAll(ONE, NOW)).containsExactly(first);
        queue.giveBack(first, NOW);
        assertThat(leaveAll(ONE, LATER)).as("nor does it when it came back").containsExactly(first);
        queue.stored(first, -1, LATER);
        Batch third = batch(1);
        assertThat(leaveAll(ONE, LATER)).containsExactly(second, third);
        queue.identify(new ProducerIdentity(8, (short) 0));
        batch(1);
        assertThat(queue.mayLeave(ONE, LATER)).as("a new identity is as new").isFalse();
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
        queue.giveBack(first, NOW);
        assertThat(queue.mayLeave(ONE, LATER)).as("the others are in flight").isFalse();
        queue.giveBack(second, NOW);
        queue.stored(third, -1, NOW);
        assertThat(queue.mayLeave(ONE, NOW)).as("before the backoff is over").isFalse();
        assertThat(leaveAll(ONE, LATER)).as("until it is accepted").containsExactly(first);
        queue.stored(first, -1, LATER);
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
        assertThat(queue.mayLeave(TWO, LATER)).isFalse();
        queue.stored(first, -1, NOW);
        assertThat(queue.mayLeave(TWO, LATER)).isTrue();
    }

    @Test
    void behindAGapEverythingBeginsAgainInTheNextEpoch() {
        accepted();
        Batch refused = batch(2);
        Batch second = batch(1);
        Batch third = batch(1);
        leaveAll(ONE, NOW);
        queue.failed(refused, NOW);
        assertThat(queue.oldest(second)).isTrue();
        assertThat(queue.behindGap(second)).isTrue();
        queue.renumber(second, NOW);
        queue.giveBack(third, NOW);
        assertThat(queue.behindGap(second)).isFalse();
        assertThat(leaveAll(ONE, LATER)).containsExactly(second);
        queue.stored(second, -1, LATER);
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
        assertThat(queue.oldest(second)).isFalse();
        queue.giveBack(first, NOW);
        assertThat(queue.oldest(second)).as("an older one came back").isFalse();
    }

    @Test
    void givingUpLeavesAGapOnlyIfANumberWasUsed() {
        identified();
        batch(1);
        queue.giveUp();
        Batch numbered = batch(1);
        leaveAll(ONE, NOW);
        assertThat(queue.behindGap(numbered)).isFalse();
        numbered.doubt();
        queue.giveBack(numbered, NOW);
        assertThat(queue.giveUp()).isSameAs(numbered);
        Batch behind = batch(1);
        leaveAll(ONE, LATER);
        assertThat(queue.behindGap(behind)).isTrue();
    }

    @Test
    void aGapThatWasNoneExcusesNothingLater() {
        accepted();
        Batch doubtful = batch(1);
        Batch accepted = batch(1);
        Batch later = batch(1);
        leaveAll(ONE, NOW);
        queue.failed(doubtful, NOW);
        queue.stored(accepted, -1, NOW);
        assertThat(queue.behindGap(later))
                .as("the broker accepted a number behind the gap")
                .isFalse();
    }

    /** Retention took what the lane had written, and an old broker forgot the producer with it (KIP-360). */
    @Test
    void onlyALogThatBeginsBehindTheLastRecordHasLostNothing() {
        assertThat(queue.removed(1)).as("nothing was stored yet").isFalse();
        Batch first = batch(3);
        identified();
        leaveAll(ONE, NOW);
        queue.stored(first, 10, NOW);
        assertThat(queue.removed(-1)).as("the broker does not say").isFalse();
        assertThat(queue.removed(12)).as("its last record is still there").isFalse();
        assertThat(queue.removed(13)).isTrue();
        assertThat(ResponseAction.of(59)).isEqualTo(ResponseAction.UNKNOWN_PRODUCER);
        assertThat(ResponseAction.of(45)).isEqualTo(ResponseAction.OUT_OF_SEQUENCE);
    }

    /** A lane of its own: nobody has so much patience. */
    @Test
    void afterTheLastEpochComesANewIdentity() {
        queue.identify(new ProducerIdentity(7, Short.MAX_VALUE));
        Batch first = batch(1);
        leaveAll(ONE, NOW);
        queue.stored(first, -1, NOW);
        Batch lost = batch(1);
        Batch second = batch(1);
        leaveAll(ONE, NOW);
        queue.failed(lost, NOW);
        queue.renumber(second, NOW);
        assertThat(queue.identified()).isFalse();
        assertThat(queue.mayLeave(ONE, LATER)).isFalse();
    }

    @Test
    void atTheEndWhatWasUnderWayIsUnresolvedAndTheRestHasFailed() {
        identified();
        batch(2);
        leaveAll(ONE, NOW);
        batch(3);
        queue.abandon()
                .forEach(batch -> new BatchOutcomes(stats, null, true, BatchSizing.FULL).failed(batch, "end", LATER));
        assertThat(stats.withoutAnswer()).containsEntry("end", 2L);
        assertThat(stats.failures()).containsEntry("end", 3L);
        assertThat(queue.head()).isNull();
    }
}
