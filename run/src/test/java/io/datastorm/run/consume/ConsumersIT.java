package io.datastorm.run.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.report.HtmlReporter;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.EventOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.run.RunPlan;
import io.datastorm.run.sender.SenderHarness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups that read while records are sent, of every kind, on a real broker. */
final class ConsumersIT extends QuickGroups {
    private static final int RECORDS = 20_000;
    private static final int PARTITIONS = 4;

    private static RunPlan.Builder plan(String topic) {
        return RunPlan.produce(topic).partitions(PARTITIONS).records(RECORDS).workers(2);
    }

    private static Admin admin() {
        return ClusterAccess.connect(cluster.bootstrapServers(), Map.of());
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                Arguments.of("consumer", "consumer"),
                Arguments.of("consumer", "classic"),
                Arguments.of("consumer", "share"),
                Arguments.of("direct", "direct"));
    }

    private static RunPlan.Builder read(RunPlan.Builder plan, String reader, String protocol) {
        plan.set(ConsumerOptions.CONSUMERS, "2").set(ConsumerOptions.READER, reader);
        return reader.equals("direct") ? plan : plan.set(ConsumerOptions.PROTOCOL, protocol);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void eachGroupGetsEveryRecordOnce(String reader, String protocol) throws Exception {
        String topic = "once-" + protocol;
        RunResult result = storm.run(read(plan(topic), reader, protocol)
                .set(ConsumerOptions.GROUPS, "2")
                .verify()
                .build());
        assertThat(result.verification().clean())
                .as("%s %s", result.verification(), result.validity().warnings())
                .isTrue();
        assertThat(result.consumers()).hasSize(2).allSatisfy(group -> {
            assertThat(group.stream()).isEqualTo(topic);
            assertThat(group.protocol()).isEqualTo(protocol);
            assertThat(group.members()).isEqualTo(2);
            assertThat(group.records()).isEqualTo(RECORDS);
            assertThat(group.verdict()).isEqualTo("exactlyOnce");
            assertThat(group.endToEnd().count()).isEqualTo(RECORDS);
            assertThat(group.endToEnd().p50Millis()).isPositive();
            assertThat(group.negative()).isZero();
            assertThat(group.trouble()).isNull();
            assertThat(group.each()).hasSize(2);
        });
        assertThat(result.latency().endToEnd().count()).isEqualTo(2L * RECORDS);
        assertThat(new TextReporter().lines(result))
                .anyMatch(line -> line.contains("2 members"))
                .anyMatch(line -> line.contains("exactlyOnce"));
    }

    /** Nothing is left behind at the cluster. */
    @Test
    void aGroupThatNobodyHasNamedIsDeleted() throws Exception {
        storm.run(plan("deleted").set(ConsumerOptions.CONSUMERS, "1").build());
        try (Admin admin = admin()) {
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .noneMatch(group -> group.contains("deleted"));
        }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void latencyIsMeasuredWithoutAVerification(SenderPlan.Kind sender) throws Exception {
        RunResult result = storm.run(plan("timed-" + sender)
                .sender(sender)
                .set(ConsumerOptions.CONSUMERS, "2")
                .build());
        assertThat(result.verification()).isNull();
        assertThat(result.consumers()).singleElement().satisfies(group -> {
            assertThat(group.endToEnd().count()).isEqualTo(RECORDS);
            assertThat(group.verdict()).isNull();
            assertThat(group.lagMaxMillis()).isEqualTo(group.endToEnd().maxMillis(), within());
        });
    }

    private static Offset<Double> within() {
        return Offset.offset(1.0);
    }

    static Stream<SenderPlan.Kind> senders() {
        return SenderHarness.kinds().stream();
    }

    /** Records that were there before are not this run's. */
    @Test
    void aGroupBeginsWhereTheRunDoes() throws Exception {
        storm.run(plan("again").build());
        RunResult second = storm.run(plan("again")
                .allowExisting()
                .set(ConsumerOptions.CONSUMERS, "1")
                .verify()
                .build());
        assertThat(second.consumers().get(0).records()).isEqualTo(RECORDS);
        assertThat(second.consumers().get(0).verdict()).isEqualTo("exactlyOnce");
    }

    @Test
    void offsetsAreCommittedAfterEachPoll() throws Exception {
        RunResult result = storm.run(plan("committed")
                .set(ConsumerOptions.CONSUMERS, "1")
                .set(ConsumerOptions.GROUP, "kept")
                .set(ConsumerOptions.COMMIT, "poll")
                .build());
        assertThat(result.consumers().get(0).commit().count()).isPositive();
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets("kept")
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(offsets.values().stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum())
                    .isEqualTo(RECORDS);
        }
    }

    @Test
    void aGroupThatExistsIsSomebodyElses() throws Exception {
        storm.run(plan("mine")
                .set(ConsumerOptions.CONSUMERS, "1")
                .set(ConsumerOptions.GROUP, "taken")
                .build());
        RunPlan.Builder next =
                plan("mine").allowExisting().set(ConsumerOptions.CONSUMERS, "1").set(ConsumerOptions.GROUP, "taken");
        assertThatThrownBy(() -> storm.run(next.build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--group: the group 'taken' exists")
                .hasMessageContaining("--allow-group taken");
        RunResult allowed =
                storm.run(next.set(ConsumerOptions.ALLOW_GROUP, "taken").build());
        assertThat(allowed.consumers().get(0).records()).isEqualTo(RECORDS);
    }

    @Test
    void offsetsThatAreNotThereAreToldOf() throws Exception {
        storm.run(plan("reset").build());
        commit("beyond", new TopicPartition("reset", 0), 100_000);
        for (int partition = 1; partition < PARTITIONS; partition++) {
            commit("beyond", new TopicPartition("reset", partition), 0);
        }
        RunResult result = storm.run(plan("reset")
                .allowExisting()
                .set(ConsumerOptions.CONSUMERS, "1")
                .set(ConsumerOptions.GROUP, "beyond")
                .set(ConsumerOptions.ALLOW_GROUP, "beyond")
                .verify()
                .build());
        assertThat(result.consumers().get(0).offsetResets()).isEqualTo(1);
        assertThat(result.consumers().get(0).verdict()).isEqualTo("exactlyOnce");
        assertThat(result.validity().warnings()).anyMatch(warning -> warning.contains("were not there"));
    }

    /** So many records behind the end of a partition. */
    private static void commit(String group, TopicPartition partition, long behindEnd) throws Exception {
        try (Admin admin = admin()) {
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(end + behindEnd)))
                    .all()
                    .get();
        }
    }

    @Test
    void moreMembersThanPartitionsAreIdle() throws Exception {
        RunResult result = storm.run(plan("idle")
                .set(TopicOptions.PARTITIONS, "1")
                .set(ConsumerOptions.CONSUMERS, "3")
                .build());
        assertThat(result.consumers().get(0).activeMembers()).isEqualTo(1);
        assertThat(result.validity().warnings()).anyMatch(warning -> warning.contains("only 1 of 3 members"));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aTopicThatIsThereIsReadToItsEnd(String reader, String protocol) throws Exception {
        String topic = "there-" + protocol;
        storm.run(plan(topic).set(EventOptions.PARTITIONER, "round-robin").build());
        RunResult result = storm.run(read(RunPlan.produce(topic), reader, protocol)
                .set(ConsumerOptions.ROLE, "consume")
                .build());
        assertThat(result.run().complete()).isTrue();
        assertThat(result.totals().acknowledged()).isZero();
        assertThat(result.totals().stored()).isNull();
        // Members of a share group take what there is: one of them may be too late.
        assertThat(result.validity().warnings()).hasSizeLessThanOrEqualTo(protocol.equals("share") ? 1 : 0);
        assertThat(result.consumers()).singleElement().satisfies(group -> {
            assertThat(group.records()).isEqualTo(RECORDS);
            assertThat(group.recordsPerSecond()).isPositive();
            assertThat(group.endToEnd()).as("nobody knows when they were due").isNull();
        });
        assertThat(new TextReporter().lines(result))
                .anyMatch(line -> line.contains("nothing was written"))
                .anyMatch(line -> line.contains("from the first record to the last; 20,000 records"))
                .noneMatch(line -> line.contains("acknowledged"));
        assertThat(report(result)).contains("Nothing was written.").doesNotContain("0 records/s acknowledged");
    }

    private static String report(RunResult result) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new HtmlReporter().write(result, page);
        return page.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReadingRunEndsAfterItsTimeOrItsRecords() throws Exception {
        storm.run(plan("part").build());
        RunResult timed = storm.run(RunPlan.produce("part")
                .duration(Duration.ofSeconds(1))
                .set(ConsumerOptions.ROLE, "consume")
                .build());
        assertThat(timed.run().durationSeconds()).isBetween(1.0, 30.0);
        assertThat(timed.consumers().get(0).records()).isEqualTo(RECORDS);
        RunResult some = storm.run(RunPlan.produce("part")
                .records(1000)
                .set(ConsumerOptions.ROLE, "consume")
                .set(ConsumerOptions.PROCESS, "1ms")
                .build());
        assertThat(some.consumers().get(0).records()).isBetween(1000L, (long) RECORDS / 2);
        assertThat(some.consumers().get(0).workingShare()).isBetween(0.75, 1.0);
        assertThat(some.validity().limitedBy())
                .as(
                        "%s; the disk or the broker may be busy with others",
                        some.validity().evidence())
                .isIn("consumer", "disk", "broker");
        assertThat(new TextReporter().lines(some))
                .anyMatch(line -> line.contains("limited by"))
                .anyMatch(line -> line.matches(".*members were busy with records in [0-9]+ % of their time.*"));
    }

    @Test
    void aReadingRunIsLimitedByItsRate() throws Exception {
        storm.run(plan("given-rate").build());
        RunResult result = storm.run(RunPlan.produce("given-rate")
                .set(ConsumerOptions.ROLE, "consume")
                .set(ConsumerOptions.CONSUME_RATE, "10k")
                .build());
        assertThat(result.consumers().get(0).recordsPerSecond()).isBetween(6_000.0, 14_000.0);
        assertThat(result.validity().limitedBy())
                .as("%s", result.validity().evidence())
                .isEqualTo("rate");
    }

    /** What is released comes again, what is rejected does not, and nothing is left out. */
    @Test
    void aShareGroupAcknowledgesAsIsAsked() throws Exception {
        RunResult result = storm.run(plan("acks")
                .set(ConsumerOptions.CONSUMERS, "2")
                .set(ConsumerOptions.PROTOCOL, "share")
                .set(ConsumerOptions.SHARE_ACKS, "accept:60,release:15,reject:5,renew:20")
                .verify()
                .build());
        ConsumerResult group = result.consumers().get(0);
        assertThat(group.verdict()).as("%s", result.verification()).isEqualTo("exactlyOnce");
        ConsumerResult.ShareResult share = group.share();
        assertThat(share.accepted() + share.rejected() + share.archived()).isEqualTo(RECORDS);
        assertThat(share.released()).isGreaterThan(RECORDS / 10);
        assertThat(share.redelivered()).isBetween(share.released() - share.archived() - 10, share.released());
        assertThat(share.rejected()).isBetween(RECORDS / 40L, RECORDS / 10L);
        assertThat(share.mostDeliveries()).isBetween(2, 5);
        assertThat(share.renewed()).isBetween(RECORDS / 6L, RECORDS / 3L);
        assertThat(share.acquiredTwice()).isZero();
        assertThat(share.inFlight().count()).isPositive();
        assertThat(share.inFlight().maxMillis())
                .isGreaterThanOrEqualTo(share.inFlight().p50Millis());
        assertThat(new TextReporter().lines(result))
                .anyMatch(line -> line.contains(" renewed"))
                .anyMatch(line -> line.contains("in flight p50"));
    }

    /** A record that is released for the second time is archived in this group. */
    @Test
    void aShareGroupMayHaveALimitOfItsOwn() throws Exception {
        setting("limited", "share.delivery.count.limit", "2");
        RunResult result = storm.run(plan("limit")
                .set(ConsumerOptions.CONSUMERS, "1")
                .set(ConsumerOptions.PROTOCOL, "share")
                .set(ConsumerOptions.GROUP, "limited")
                .set(ConsumerOptions.SHARE_ACKS, "accept:1,release:1")
                .verify()
                .build());
        ConsumerResult.ShareResult share = result.consumers().get(0).share();
        assertThat(share.mostDeliveries()).isEqualTo(2);
        assertThat(share.archived()).isBetween(RECORDS / 5L, RECORDS / 3L);
        assertThat(result.consumers().get(0).verdict()).isEqualTo("exactlyOnce");
    }

    @Test
    void aTopicThatIsNotThereCannotBeRead() {
        assertThatThrownBy(() -> storm.run(RunPlan.produce("nowhere")
                        .set(ConsumerOptions.ROLE, "consume")
                        .build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("--topic: there is no topic 'nowhere': create it, or check the name");
    }

    /** Two members that need 1 ms for each record read 2,000 records in no less than a second. */
    @Test
    void processingTakesTime() throws Exception {
        RunResult result = storm.run(plan("slow")
                .records(2_000)
                .set(ConsumerOptions.CONSUMERS, "2")
                .set(ConsumerOptions.PROCESS, "1ms")
                .verify()
                .build());
        assertThat(result.consumers().get(0).endToEnd().maxMillis()).isGreaterThan(900);
        assertThat(result.consumers().get(0).verdict()).isEqualTo("exactlyOnce");
    }
}
