package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransactionsTest {
    private static Workload plan(String... flags) {
        return Planning.plan(Planning.flags(flags));
    }

    @Test
    void aNumberOfRecordsOrATime() {
        SenderPlan sender =
                plan("--transactions 1k", "--abort-rate 5%").onlyStream().sender();
        assertThat(sender.transactions().orElseThrow().records()).contains(1000);
        assertThat(sender.transactions().orElseThrow().abortShare()).isEqualTo(0.05);
        assertThat(sender.acks()).as("also at full load").isEqualTo("all");
        assertThat(sender.idempotence()).isTrue();

        TransactionPlan timed = plan("--transactions 200ms")
                .onlyStream()
                .sender()
                .transactions()
                .orElseThrow();
        assertThat(timed.time()).contains(Duration.ofMillis(200));
        assertThat(timed.records()).isEmpty();
        assertThat(timed.abortShare()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --abort-rate 5%                           | --abort-rate | needs transactions; add --transactions
            --transactions 1000, --acks 1             | --transactions | needs acks=all, but acks is 1
            --transactions 1000, --acks all, --idempotence false | --transactions | needs an idempotent producer
            --transactions 1000, --sender direct      | --transactions | works with --sender producer only
            --transactions 1000, --sender grpc        | --transactions | works with --sender producer only
            --transactions 1000, --producers shared   | --producers | must be own with --transactions
            --transactions 0                          | --transactions | must be 1 to 100,000,000 records
            --transactions often                      | --transactions | must be a number of records such as 1000
            --transactions 0s                         | --transactions | must be longer than nothing
            --transactions 1m                         | --transactions | the cluster aborts a transaction after 1m
            --transactions 1000, --abort-rate 500%    | --abort-rate | must be above 0 and at most 100%
            --producer-property transactional.id=x    | --producer-property | needs transactions
            --fault fence-producers @ 1s              | --fault | needs transactions
            --fault kill-transaction-coordinator @ 1s | --fault | needs transactions
            """)
    void whatContradictsIsSaid(String flags, String where, String what) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> plan(flags.split(", ", -1)));
        assertThat(refused.problems()).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.where()).isEqualTo(where);
            assertThat(problem.what()).contains(what);
        });
    }
}
