package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.read.Planning.flags;
import static io.datastorm.core.workload.read.Planning.plan;
import static io.datastorm.core.workload.read.Planning.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.Target;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which faults fit which cluster, and which links it can have. */
final class FaultRulesTest {
    @Test
    void faultsMustFitTheClusterAndTheTime() {
        assertThat(plan(flags("--brokers 3", "--fault kill 3 @ 5s")).faults()).hasSize(1);
        assertThat(refusal("--brokers 3", "--fault kill 4 @ 5s"))
                .isEqualTo("--fault: 'kill 4 @ 5s': there is no broker 4 in a cluster of 3; add --brokers");
        assertThat(refusal("--fault pause 1 @ 15s"))
                .isEqualTo("--fault: 'pause 1 @ 15s': the run ends after 10s; add --duration");
        assertThat(refusal("--fault add-partitions 32 @ 1s")).contains("has 32 partitions from the beginning");
        assertThat(refusal("--bootstrap-server a:1", "--fault kill 1 @ 5s")).contains("own local cluster only");
        assertThat(refusal("--brokers 3", "--network namespaces", "--fault partition 1 | 3,4 @ 1s"))
                .contains("there is no broker 4 in a cluster of 3");
        assertThat(refusal("--fault isolate 1 @ 1s")).contains("needs links of its own; add --network namespaces");
        assertThat(plan(flags("--bootstrap-server a:1", "--fault-command true @ 1s"))
                        .faults())
                .hasSize(1);
        assertThat(refusal("--fault-command true @ 1h")).contains("--fault-command: 'true @ 1h': the run ends after");
    }

    @Test
    void linksNeedNamespaces() {
        assertThat(refusal("--link 1Gbit")).contains("--link: needs links of its own; add --network namespaces");
        assertThat(refusal("--link-delay 1ms")).contains("--link-delay: needs links of its own");
        assertThat(refusal("--network namespaces", "--bootstrap-server a:1"))
                .contains("--network: is for the run's own local cluster; leave out --bootstrap-server");
        assertThat(refusal("--network wifi")).contains("--network: must be one of loopback, namespaces");
        assertThat(plan(flags("--network namespaces", "--link 1Gbit", "--link-delay 1ms"))
                        .target()
                        .network())
                .contains(new Target.Network(Optional.of(1_000_000_000L), Duration.ofMillis(1)));
    }
}
