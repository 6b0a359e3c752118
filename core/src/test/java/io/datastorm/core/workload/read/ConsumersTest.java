package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.consumer.CommitRule;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.core.workload.consumer.Role;
import io.datastorm.core.workload.consumer.ShareAcks;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads, as flags say it. */
final class ConsumersTest {
    private static Workload plan(String... pairs) {
        return Planning.plan(Planning.flags(pairs));
    }

    private static ConsumerPlan consumers(String... pairs) {
        return plan(pairs).onlyStream().consumers().orElseThrow();
    }

    @Test
    void nobodyReadsUnlessAsked() {
        Workload workload = plan();
        assertThat(workload.onlyStream().consumers()).isEmpty();
        assertThat(workload.effective()).doesNotContainKeys("consumers", "role");
    }

    @Test
    void aNumberIsEnough() {
        ConsumerPlan plan = consumers("--consumers 4");
        assertThat(plan.role()).isEqualTo(Role.BOTH);
        assertThat(plan.members()).isEqualTo(4);
        assertThat(plan.groups().count()).isEqualTo(1);
        assertThat(plan.groups().protocol()).isEqualTo(GroupProtocol.CONSUMER);
        assertThat(plan.groups().commit().kind()).isEqualTo(CommitRule.Kind.AUTO);
        assertThat(plan.reader()).isEqualTo(ReaderKind.CONSUMER);
        assertThat(plan.groups().names("new")).containsExactly("new");
    }

    @Test
    void everythingCanBeSaid() {
        ConsumerPlan plan = consumers(
                "--consumers 2",
                "--groups 3",
                "--group audit",
                "--protocol classic",
                "--isolation read_committed",
                "--commit 2s",
                "--process 2ms",
                "--consume-rate 20MB/s",
                "--consumer-property max.poll.records=50");
        assertThat(plan.groups().names("new")).containsExactly("audit-1", "audit-2", "audit-3");
        assertThat(plan.groups().readCommitted()).isTrue();
        assertThat(plan.groups().commit().every()).contains(Duration.ofSeconds(2));
        assertThat(plan.processing().perRecord()).isEqualTo(Duration.ofMillis(2));
        assertThat(plan.processing().rate()).map(Rate::unit).contains(Rate.Unit.BYTES);
        assertThat(plan.properties()).isEqualTo(Map.of("max.poll.records", "50"));
    }

    @Test
    void timeCanBeSpentOnAPoll() {
        assertThat(consumers("--consumers 1", "--process 100ms/poll")
                        .processing()
                        .perPoll())
                .isEqualTo(Duration.ofMillis(100));
    }

    /** Weights are shares, and a record that comes again is drawn again. */
    @Test
    void acknowledgementsAreDrawnByTheirWeights() {
        ShareAcks acks = consumers("--consumers 1", "--protocol share", "--share-acks accept:90,release:7,reject:3")
                .shareAcks()
                .orElseThrow();
        Map<ShareAcks.Kind, Integer> drawn = new EnumMap<>(ShareAcks.Kind.class);
        for (long offset = 0; offset < 10_000; offset++) {
            drawn.merge(acks.of(1, offset, 1), 1, Integer::sum);
        }
        assertThat(drawn.get(ShareAcks.Kind.ACCEPT)).isBetween(8_800, 9_200);
        assertThat(drawn.get(ShareAcks.Kind.RELEASE)).isBetween(580, 820);
        assertThat(drawn.get(ShareAcks.Kind.REJECT)).isBetween(220, 380);
        assertThat(IntStream.rangeClosed(1, 100).mapToObj(delivery -> acks.of(1, 5, delivery)))
                .contains(ShareAcks.Kind.ACCEPT, ShareAcks.Kind.RELEASE);
        assertThat(acks).hasToString("accept:90,release:7,reject:3");
    }

    /** Each record is renewed once for a delivery, and then gets another acknowledgement by the same weights. */
    @Test
    void aRenewedRecordIsAcknowledgedInTheEnd() {
        ShareAcks acks = ShareAcks.parse("accept:60,release:20,renew:20");
        Map<ShareAcks.Kind, Integer> first = new EnumMap<>(ShareAcks.Kind.class);
        Map<ShareAcks.Kind, Integer> then = new EnumMap<>(ShareAcks.Kind.class);
        for (long offset = 0; offset < 10_000; offset++) {
            first.merge(acks.of(1, offset, 1), 1, Integer::sum);
            then.merge(acks.renewed(1, offset, 1), 1, Integer::sum);
        }
        assertThat(first.get(ShareAcks.Kind.RENEW)).isBetween(1_800, 2_200);
        assertThat(then).doesNotContainKey(ShareAcks.Kind.RENEW);
        assertThat(then.get(ShareAcks.Kind.RELEASE)).isBetween(2_300, 2_700);
    }

    @Test
    void theResultStoresWhatIsSaid() {
        Workload workload = plan("--consumers 2", "--protocol share", "--consumer-property ssl.key.password=canary");
        assertThat(workload.effective()).containsEntry("role", "both");
        assertThat(workload.effective().get("consumers").toString())
                .contains("members=2", "protocol=share")
                .contains("ssl.key.password=")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --groups 2                                            | --groups | needs consumers; add --consumers N
            --role produce, --consumers 1                         | --consumers | contradicts --role produce
            --consumers 1, --reader direct, --protocol classic    | --protocol | needs --reader consumer
            --consumers 1, --protocol share, --commit poll        | --commit | is not for share groups
            --consumers 1, --protocol share, --isolation read_committed | --isolation | is not for share groups
            --consumers 1, --allow-group x                        | --allow-group | is none of the groups of this run
            --consumers 512, --groups 3                           | --consumers | one process has at most 1,024
            --consumers 0                                         | --consumers | must be 1 to 512
            --consumers 1, --commit often                         | --commit | must be auto, poll, none or a time
            --consumers 1, --process fast                         | --process | must be a time for each record
            --consumers 1, --consume-rate max                     | --consume-rate | is not a rate
            --consumers 1, --protocol shared                      | --protocol | must be one of consumer, classic, share
            --fault kill-consumer 1 @ 1s                          | --fault | needs a consumer group; add --consumers N
            --fault kill-coordinator @ 1s                         | --fault | needs a consumer group; add --consumers N
            --fault kill-consumer 3 @ 1s, --consumers 2           | --fault | there is no member 3 in a group of 2
            --fault kill-consumer 1 @ 1s, --consumers 1           | --fault | nobody would take over
            --fault kill-consumer 0 @ 1s, --consumers 2           | --fault | members are numbered from 1
            --fault rolling brokers @ 1s, --consumers 2           | --fault | write rolling consumers @ 5s
            --fault join-consumer 1 @ 1s, --consumers 2           | --fault | takes nothing but a time
            --fault pause-consumer @ 1s, --consumers 2            | --fault | needs the number of a member
            --consumers 1, --backlog lots                         | --backlog | must be a size such as 2GiB
            --consumers 1, --protocol share, --backlog 1MiB       | --backlog | is not for share groups
            --consumers 1, --backlog 10s, --duration 10s          | --backlog | the run ends after 10s
            --role consume, --backlog 1MiB                        | --backlog | leave out --role consume
            --consumers 1, --share-acks accept:1                  | --share-acks | is for share groups
            --consumers 1, --protocol share, --share-acks release:1 | --share-acks | must accept or reject some
            --consumers 1, --protocol share, --share-acks renew:1 | --share-acks | must accept or reject some
            --consumers 1, --protocol share, --share-acks delay:1 | --share-acks | must name accept, release, reject
            --consumers 1, --protocol share, --share-acks accept  | --share-acks | must be written as accept:97
            --role consume                                        | --role | name its cluster with --bootstrap-server
            --role consume, --verify after                        | --verify | needs records that this run has written
            """)
    void whatContradictsIsSaid(String flags, String where, String what) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> plan(flags.split(", ", -1)));
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.where()).isEqualTo(where);
            assertThat(problem.what()).contains(what);
        });
    }

    @Test
    void oneProblemIsSaidOnce() {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> plan("--groups 2"));
        assertThat(refused.problems()).extracting(Problem::where).isEqualTo(List.of("--groups"));
    }
}
