package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.read.Planning.flags;
import static io.datastorm.core.workload.read.Planning.plan;
import static io.datastorm.core.workload.read.Planning.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.plain.SizeDistribution;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that follow no schema. */
final class PlainValuesTest {
    private static RecordPlan records(String... flags) {
        return plan(flags(flags)).onlyStream().records();
    }

    @Test
    void sizesAreTakenAsTheyAreWritten() {
        assertThat(records("--record-size 1KiB").values())
                .isEqualTo(new Values.PlainBytes(SizeDistribution.fixed(1024), 1));
        assertThat(records("--size-distribution 64-256:70,1KiB-4KiB:30", "--random-ratio 0.5")
                        .values())
                .isEqualTo(new Values.PlainBytes(
                        new SizeDistribution(List.of(
                                new SizeDistribution.Range(64, 256, 70), new SizeDistribution.Range(1024, 4096, 30))),
                        0.5));
        assertThat(records("--record-size 1KB").values())
                .isEqualTo(new Values.PlainBytes(SizeDistribution.fixed(1000), 1));
        assertThat(refusal("--record-size 1kb")).contains("'1kb' is ambiguous: write 1kB");
        assertThat(refusal("--record-size 0")).contains("--record-size: a size must be 1 byte to 64MiB, got 0");
        assertThat(refusal("--size-distribution 9-3")).contains("a range must grow: 9-3");
        assertThat(refusal("--record-size 9", "--random-ratio 1.5"))
                .contains("--random-ratio: must be a number from 0 to 1, got '1.5'");
    }

    @Test
    void aCodecLeavesWhatIsAskedFor() {
        assertThat(records("--record-size 1KiB", "--compressibility 0.4", "--compression lz4")
                        .values())
                .isEqualTo(new Values.CompressibleBytes(SizeDistribution.fixed(1024), 0.4));
        assertThat(refusal("--record-size 1KiB", "--compressibility 0.4"))
                .contains("--compressibility: needs a codec; add --compression lz4");
        assertThat(refusal("--compressibility 0.4", "--compression lz4"))
                .contains("--compressibility: needs plain bytes; add --record-size");
        assertThat(refusal("--record-size 9", "--compressibility 0.4", "--random-ratio 1", "--compression lz4"))
                .contains("--random-ratio");
    }

    @Test
    void aFileHasADelimiter() {
        assertThat(records("--payload-file a.txt").values()).isEqualTo(new Values.OfFile(Path.of("a.txt"), "\n"));
        assertThat(records("--payload-file a.txt", "--payload-delimiter \\t|").values())
                .isEqualTo(new Values.OfFile(Path.of("a.txt"), "\t|"));
        assertThat(refusal("--payload-file a.txt", "--pool 7")).contains("--pool: is the number of values");
        assertThat(records("--payload-file a.txt", "--pool 0").pool()).isZero();
        assertThat(refusal("--payload-delimiter ,")).contains("--payload-delimiter: needs values of a file");
    }

    @Test
    void aCounterIsNotPrepared() {
        RecordPlan counting = records("--payload-monotonic true");
        assertThat(counting.values()).isEqualTo(new Values.Counter());
        assertThat(counting.pool()).isZero();
        assertThat(refusal("--payload-monotonic true", "--pool 7")).contains("--pool: must be 0");
        assertThat(refusal("--payload-monotonic true", "--sender direct"))
                .contains("--payload-monotonic: works with --sender producer only");
        assertThat(refusal("--payload-monotonic true", "--frozen true"))
                .contains("--frozen: does not go with --payload-monotonic");
    }

    @Test
    void onlyOneThingCanBeTheValues() {
        assertThat(refusal("--record-size 9", "--template order")).contains("contradicts");
        assertThat(refusal("--record-size 9", "--payload-file a")).contains("contradicts");
        assertThat(refusal("--record-size 9", "--key id")).contains("--key: needs values of a schema");
        assertThat(refusal("--record-size 9", "--format avro")).contains("--format: needs values of a schema");
        assertThat(refusal("--random-ratio 0.5")).contains("--random-ratio: needs plain bytes");
        assertThat(refusal("--agents 2", "--on external", "--name x", "--bootstrap-server a:1", "--payload-file a"))
                .contains("--payload-file: a file does not travel");
    }

    private static String effective(String... flags) {
        return plan(flags(flags)).effective().get("records").toString();
    }

    /** What a result stores means the same when it is read again. */
    @Test
    void theEffectivePlanSaysNothingOfSchemas() {
        assertThat(effective("--record-size 1KiB", "--random-ratio 0.5"))
                .contains("size=1KiB", "randomRatio=0.5")
                .doesNotContain("template", "schema", "format");
        assertThat(effective("--payload-file a")).contains("payloadFile=a").doesNotContain("pool");
    }
}
