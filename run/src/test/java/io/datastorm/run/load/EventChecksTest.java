package io.datastorm.run.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerRules;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventChecksTest {
    private static final String FIXED =
            "{\"type\": \"record\", \"name\": \"F\", \"fields\": [{\"name\": \"x\", \"type\": \"double\"}]}";
    private static final String JITTER =
            "{\"type\": \"record\", \"name\": \"J\", \"fields\": [{\"name\": \"id\", \"type\": \"long\"}, "
                    + "{\"name\": \"at\", \"type\": \"long\", \"datastorm\": {\"timestamp\": {\"jitter\": \"9d\"}}}]}";

    private static Preparation prepared(String flags) {
        Settings settings = new Settings();
        for (String flag :
                flags.strip().replace("FIXED", FIXED).replace("JITTER", JITTER).split(" (?=--)", -1)) {
            String[] halves = flag.split(" ", 2);
            Options.all().stream()
                    .filter(option -> option.flag().equals(halves[0]))
                    .forEach(option -> settings.flag(option, halves.length == 1 ? "true" : halves[1]));
        }
        Workload workload = new Planner(new ProducerRules(), 2).plan(settings, Optional.empty());
        return Preparation.of(workload, 1_795_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--late rate=5% | --late: must be a share and a delay",
                "--late rate=5%,delay=2h..1h | --late: delay must begin with the shorter one",
                "--late rate=5%,delay=1h..x | --late: delay is not a duration",
                "--late rate=0,delay=1h | --late: rate must be above 0",
                "--late rate=5%,rate=6% | --late: must be a share and a delay",
                "--drop 60% --duplicate 60% | --duplicate: an event is wrong in one way only, but the shares of all "
                        + "ways "
                        + "add up to 120.0%",
                "--frozen --drop 1% | --drop: needs records that count",
                "--schema FIXED --drop 1% | --drop: no field of the values counts",
                "--schema FIXED --invalid 1% | --invalid: all bytes can be decoded by this schema",
                "--record-size 1KiB --invalid 1% | --invalid: needs a format that can fail to be decoded",
                "--sender direct --late rate=1%,delay=30d | --late: --sender direct writes timestamps up to 22 days "
                        + "back",
                "--drop 100% | --drop: must be below 100%",
                "--late rate=1%,delay=4000d | --late: delay must be at most 3650 days",
                "--timestamps lag:4000d | --timestamps: lag must be at most 3650 days",
                "--late rate=1%,delay=1h --topic-config message.timestamp.type=LogAppendTime | "
                        + "message.timestamp.type=LogAppendTime replaces the timestamps",
                "--partitioner sticky --producer-property partitioner.ignore.keys=true | --partitioner: does not go "
                        + "with",
                "--pool 0 --schema FIXED --invalid 1% | --invalid: all bytes can be decoded by this schema",
                "--timestamps yesterday | --timestamps: must be now, lag:DURATION such as lag:1h, or field:NAME",
                "--timestamps lag:x | --timestamps: lag is not a duration",
                "--timestamps field:none | --timestamps: 'none' is no field that is stamped afresh in each record",
                "--template order --timestamps field:id --late rate=1%,delay=1h | --late: timestamps that count",
                "--record-size 1KiB --timestamps field:id | --timestamps: field needs values of a schema",
                "--schema JITTER --timestamps field:at --sender direct | --timestamps: --sender direct gives records "
                        + "of "
                        + "one moment one timestamp",
                "--partitioner skewed | --partitioner: must be kafka, round-robin, sticky, fixed:N",
                "--partitioner zipf:0 | --partitioner: must be kafka",
                "--partitions 4 --partitioner fixed:4 | --partitioner: partition 4 is not there: the topic has 4",
                "--topics 3 --partitioner fixed:1 | --partitioner: must not be fixed with --topics",
                "--topics 10000 --partitions 101 | --topics: 10,000 topics with 101 partitions are 1,010,000",
                "--topics 0 | --topics: must be 1 to 10,000",
                "--topics 3 --producer-property partitioner.ignore.keys=true | --topics: does not go with a producer",
                "--sender direct --partitioner round-robin | --partitioner: must not be round-robin with --sender "
                        + "direct",
            })
    void whatCannotBeIsTold(String flags, String message) {
        assertThatThrownBy(() -> prepared(flags))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    /** A tombstone has no bytes, and no bytes are a message of Protobuf. */
    @Test
    void tombstonesNeedNotBecomeInvalid() {
        String flags = "--format protobuf --keys uniform:10 --tombstones 10% --invalid 1%";
        assertThat(prepared(flags).notices()).isEmpty();
    }

    /** A topic that exists may have more partitions than a new one would get. */
    @Test
    void whetherAPartitionIsThereIsAskedLater() {
        assertThat(prepared("--bootstrap-server localhost:1 --partitioner fixed:40")
                        .notices())
                .isEmpty();
    }

    @Test
    void oldRecordsAreWorthALine() {
        assertThat(prepared("--timestamps lag:6d --late rate=1%,delay=2d").notices())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("records are up to 8.0 days old when they are sent, but a topic keeps 7.0 "
                                + "days unless"));
        assertThat(prepared("--timestamps lag:6d").notices()).isEmpty();
        assertThat(prepared("--timestamps lag:8d --topic-config retention.ms=-1")
                        .notices())
                .isEmpty();
        assertThat(prepared("--timestamps lag:1h --topic-config retention.ms=1000")
                        .notices())
                .hasSize(1);
        assertThat(prepared("--schema JITTER --timestamps field:at").notices())
                .anySatisfy(line -> assertThat(line).startsWith("records are up to 9.0 days old"));
    }
}
