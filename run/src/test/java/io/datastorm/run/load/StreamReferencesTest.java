package io.datastorm.run.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.core.workload.setting.YamlReader;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.kafka.producer.ProducerRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams whose records refer to those of others. */
final class StreamReferencesTest {
    private static final String A = "  a: {records: {pool: 20, key: id, schema: {type: record, name: A, fields: "
            + "[{name: id, type: long}, {name: n, type: string}]}%s}%s}\n";
    private static final String B = "  b: {records: {pool: 50, schema: {type: record, name: B, fields: "
            + "[{name: a, type: %s, datastorm: {entity: %s}}, {name: id, type: long}]}%s}}\n";

    private static Workload workload(String streams) {
        List<Problem> problems = new ArrayList<>();
        WorkloadFile file = YamlReader.parse("w.yaml", "streams:\n" + streams, problems);
        assertThat(problems).isEmpty();
        return new Planner(new ProducerRules(), 2).plan(new Settings(), file);
    }

    private static String a(String records, String stream) {
        return A.formatted(records, stream);
    }

    private static String b(String type, String entity, String records) {
        return B.formatted(type, entity, records);
    }

    /** The order of the streams in the file does not matter. */
    @Test
    void whatIsReferredToRepeatsWithThePool() {
        Preparation made = Preparation.of(workload(b("long", "a.id", "") + a("", "")), 0);
        RecordPool ofB = (RecordPool) made.streams().get(0).records();
        RecordPool ofA = (RecordPool) made.streams().get(1).records();
        assertThat(made.streams().get(0).plan().title()).isEqualTo("b");
        assertThat(ofA.slots()).isEmpty();
        assertThat(ofB.slots()).hasSize(1);
        assertThat(made.committed().streams()).isEmpty();
    }

    @Test
    void whatIsWithinWhatIsReferredToRepeatsToo() {
        String within = "{type: record, name: In, fields: [{name: id, type: long}]}";
        String streams = "  a: {records: {pool: 20, schema: {type: record, name: A, fields: [{name: in, type: " + within
                + "}]}}}\n" + b(within.replace("In", "Mine"), "a.in", "").replace("Mine", "In");
        assertThat(((RecordPool) Preparation.of(workload(streams), 0)
                                .streams()
                                .get(0)
                                .records())
                        .slots())
                .isEmpty();
    }

    @Test
    void onlyWhatIsAskedForIsStoredBefore() {
        String streams = a("", "") + b("long", "a.id", ", committed: true")
                + "  c: {records: {schema: {type: record, name: C, fields: "
                + "[{name: b, type: long, datastorm: {entity: b.a}}]}}}\n";
        assertThat(Preparation.of(workload(streams), 0).committed().streams())
                .extracting(stream -> stream.plan().title())
                .containsExactly("a");
    }

    @Test
    void streamsWithOneSeedAreNotAlike() {
        String streams = a("", "") + a("", "").replace("  a:", "  a2:");
        List<PreparedStream> made = Preparation.of(workload(streams), 0).streams();
        RecordPool one = (RecordPool) made.get(0).records();
        RecordPool other = (RecordPool) made.get(1).records();
        assertThat(one.value(0)).isNotEqualTo(other.value(0));
    }

    private static void refused(String streams, String what) {
        Workload workload = workload(streams);
        assertThatThrownBy(() -> Preparation.of(workload, 0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long   | b.id | stream b, --schema: entity: streams refer to each other in a circle, b -> b",
                "long   | c.id | names the stream 'c', which is not there; streams with schemas are a",
                "long   | a.n  | field a: entity a.n: '",
                "string | a.x  | the schema has no field 'x'; there are id, n",
            })
    void whatCannotBeReferredToIsSaid(String type, String entity, String what) {
        refused(a("", "") + b(type, entity, ""), what);
    }

    @Test
    void whatHasNoLastingRecordsIsRefused() {
        String b = b("long", "a.id", "");
        refused(a(", tombstones: 5%", "") + b, "whose --tombstones take records away");
        refused(
                a("", "").replace("key: id", "keys: 'uniform:9'") + b,
                "'a', whose --keys are not those of its records; give it --key");
        refused(a("", "").replace("pool: 20", "pool: 0") + b, "'a', which needs a pool for that, not --pool 0");
        refused(
                "  a: {records: {size: 100}}\n" + b,
                "stream b, --schema: entity names the stream 'a', whose values have no schema");
        refused(
                a(", committed: true", "") + b,
                "stream a, --committed: is for a stream that refers to others: give one of its fields the rule entity");
        refused(
                a("", ", sender: {acks: 0}") + b("long", "a.id", ", committed: true"),
                "stream b, --committed: needs acknowledgements of stream 'a', which has --acks 0");
    }
}
