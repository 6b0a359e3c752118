package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.key.KeyNumbers;
import io.datastorm.generator.key.NumberedKeys;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.turn.KeyBacklog;
import io.datastorm.kafka.direct.turn.StrideTurns;
import io.datastorm.kafka.wire.KeyPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which partition the next batch is for. */
final class PartitionSchedulerTest {
    private static final int RECORDS = 10;

    private final Readiness[] readiness = new Readiness[4];
    private final List<PartitionQueue> queues = IntStream.range(0, readiness.length)
            .mapToObj(partition -> new PartitionQueue(partition, new DispatchRules(false, 1, 1, 1, 1)))
            .toList();
    private final RecordPool pool = RecordPool.fill(
            SchemaRecordGenerator.avro(SchemaReader.parse("reading", Templates.text("reading")), 1, 0), 10, true);
    private final PartitionScheduler scheduler = new PartitionScheduler(
            this::templates, new StrideTurns(count -> templates(count).shares(), 0));

    private BatchTemplates templates(int partitions) {
        return BatchTemplates.of(
                pool, partitions, new KeyPartition(1), Framings.of("none", 1000, Duration.ZERO, Map.of()));
    }

    private List<Integer> next(int batches) {
        scheduler.partitions(readiness.length);
        List<Integer> partitions = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            PartitionQueue queue = scheduler.next(queues, each -> readiness[each.partition()]);
            scheduler.took(queue, RECORDS);
            partitions.add(queue.partition());
        }
        return partitions;
    }

    private void all(Readiness... each) {
        System.arraycopy(each, 0, readiness, 0, readiness.length);
    }

    @Test
    void allTakeTurns() {
        all(Readiness.FLOWING, Readiness.FLOWING, Readiness.FLOWING, Readiness.FLOWING);
        assertThat(next(6)).containsExactly(0, 1, 2, 3, 0, 1);
    }

    @Test
    void theReadiestTakeTurnsAndTheOthersNeedNotCatchUp() {
        all(Readiness.UNREACHABLE, Readiness.QUEUED, Readiness.FLOWING, Readiness.FLOWING);
        assertThat(next(4)).containsExactly(2, 3, 2, 3);
        all(Readiness.FLOWING, Readiness.FLOWING, Readiness.FLOWING, Readiness.FLOWING);
        assertThat(next(6)).as("one round behind at most").containsExactlyInAnyOrder(0, 1, 0, 1, 2, 3);
    }

    /** At full load batches wait everywhere: a partition without a leader would keep its batch for minutes. */
    @Test
    void whereBatchesWaitIsBetterThanWhereNobodyLeads() {
        all(Readiness.UNREACHABLE, Readiness.QUEUED, Readiness.QUEUED, Readiness.UNREACHABLE);
        assertThat(next(4)).containsExactly(1, 2, 1, 2);
        all(Readiness.UNREACHABLE, Readiness.UNREACHABLE, Readiness.UNREACHABLE, Readiness.UNREACHABLE);
        assertThat(next(6)).containsExactlyInAnyOrder(0, 3, 0, 1, 2, 3);
    }

    /** Its keys wait, and those of the others go on. */
    @Test
    void keysOfAPartitionWithoutALeaderDoNotHoldUpTheOthers() {
        DrawnKeys keys = new NumberedKeys(new KeyNumbers.Uniform(1000), 1, new KeyEncoder(Format.STRING), 3);
        KeyBacklog backlog = new KeyBacklog(keys, new KeyPartition(1), 0, 1, Long.MAX_VALUE);
        PartitionScheduler drawing = new PartitionScheduler(this::templates, backlog);
        drawing.partitions(readiness.length);
        all(Readiness.UNREACHABLE, Readiness.UNREACHABLE, Readiness.UNREACHABLE, Readiness.FLOWING);
        byte[] key = new byte[3];
        for (int batch = 0; batch < 200; batch++) {
            PartitionQueue queue = drawing.next(queues, each -> readiness[each.partition()]);
            assertThat(queue.partition()).isEqualTo(3);
            for (int i = backlog.available(3, RECORDS); i > 0; i--) {
                backlog.write(3, key, 0);
            }
        }
    }
}
