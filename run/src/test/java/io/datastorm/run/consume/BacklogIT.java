package io.datastorm.run.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.BacklogResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.run.RunPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that wait until much is there, and read it then, on a real broker. */
final class BacklogIT extends QuickGroups {
    private static final int RECORDS = 20_000;
    private static final int PARTITIONS = 4;

    private static RunPlan.Builder plan(String topic) {
        return RunPlan.produce(topic).partitions(PARTITIONS).records(RECORDS).workers(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "direct"})
    void aBacklogIsFilledAndDrained(String reader) throws Exception {
        RunResult result = storm.run(RunPlan.produce("backlog-" + reader)
                .partitions(PARTITIONS)
                .rate(5_000)
                .duration(Duration.ofSeconds(6))
                .warmup(Duration.ZERO)
                .set(ConsumerOptions.CONSUMERS, "2")
                .set(ConsumerOptions.READER, reader)
                .set(ConsumerOptions.BACKLOG, "2s")
                .verify()
                .build());
        assertThat(result.consumers().get(0).verdict()).isEqualTo("exactlyOnce");
        assertThat(result.consumers().get(0).lagMaxMillis())
                .as("nobody read for two seconds")
                .isGreaterThan(1_500);
        BacklogResult backlog = result.backlog();
        assertThat(backlog.fillSeconds()).isBetween(2.0, 4.0);
        assertThat(backlog.records()).isBetween(9_000L, 25_000L);
        assertThat(backlog.bytes()).isPositive();
        assertThat(backlog.drainSeconds()).isPositive();
        assertThat(backlog.drainRecordsPerSecond()).isPositive();
        assertThat(backlog.produceP99MillisBefore()).isPositive();
        assertThat(backlog.produceP99MillisAfter()).isPositive();
        assertThat(new TextReporter().lines(result)).anyMatch(line -> line.contains("drained in"));
    }

    /** Nothing is sent: it would be gone before anybody reads it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retention.bytes=1048576,segment.bytes=1048576 | 9MiB  | 9MiB is more than the topic keeps
            retention.ms=2000                             | 2s    | the topic keeps records for 2s only (retention.ms)
            retention.bytes=-1                            | 1000000GiB | more than the disks of the brokers have room
            """)
    void aBacklogThatTheTopicCannotKeepIsRefused(String settings, String backlog, String what) throws Exception {
        String topic = "room-" + backlog;
        assertThatThrownBy(() -> storm.run(RunPlan.produce(topic)
                        .partitions(PARTITIONS)
                        .rate(5_000)
                        .duration(Duration.ofSeconds(10))
                        .set(TopicOptions.TOPIC_CONFIG, settings.split(",", -1))
                        .set(ConsumerOptions.CONSUMERS, "1")
                        .set(ConsumerOptions.BACKLOG, backlog)
                        .build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--backlog")
                .hasMessageContaining(what);
    }

    @Test
    void whatIsInTheTopicCanBeTheBacklog() throws Exception {
        storm.run(plan("old").build());
        RunResult result = storm.run(plan("old")
                .allowExisting()
                .set(ConsumerOptions.CONSUMERS, "1")
                .set(ConsumerOptions.BACKLOG, "existing")
                .verify()
                .build());
        assertThat(result.consumers().get(0).records()).isEqualTo(2L * RECORDS);
        assertThat(result.consumers().get(0).verdict()).isEqualTo("exactlyOnce");
    }
}
