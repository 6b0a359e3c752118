package io.datastorm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.datastorm.cluster.network.LinkPlan;
import io.datastorm.cluster.network.NamespaceNetwork;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a local cluster with links of its own: needs root and iproute2, and is left out without them. */
@Tag("matrix")
final class RunNetworkIT {
    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        assumeThat(NamespaceNetwork.missing(LinkPlan.UNLIMITED)).isEmpty();
    }

    private RunResult run(Map<Option<?>, String> options) throws Exception {
        Settings flags = new Settings();
        options.forEach(flags::flag);
        flags.flag(ClusterOptions.NETWORK, "namespaces");
        flags.flag(CheckOptions.VERIFY, "after");
        flags.flag(LoadOptions.WARMUP, "1s");
        Workload workload = new Planner(new ProducerRules(), 2).plan(flags, Optional.empty());
        return new Run(workload, List.of()).execute(directory);
    }

    /**
     * Two agents have links of their own, so that together they could send more. Batches are small, so that what is in
     * flight needs a small part of a second on this link, and each second tells what the link carries.
     */
    @Test
    void aLinkThatIsFullIsTheLimit() throws Exception {
        RunResult result = run(Map.of(
                SenderOptions.SENDER,
                "direct",
                SenderOptions.BATCH_SIZE,
                "64KiB",
                LoadOptions.DURATION,
                "6s",
                ClusterOptions.LINK,
                "100Mbit",
                AgentOptions.AGENTS,
                "2"));
        assertThat(result.validity().limitedBy())
                .as(result.validity().evidence())
                .isEqualTo("network");
        assertThat(result.validity().evidence())
                .contains("the link of broker 1 carried")
                .contains("of 100Mbit/s");
        assertThat(result.verification().clean()).isTrue();
        assertThat(result.agents()).hasSize(2);
    }

    @Test
    void faultsOfLinksAreMeasured() throws Exception {
        RunResult result = run(Map.of(
                LoadOptions.RATE,
                "1k",
                LoadOptions.DURATION,
                "8s",
                ClusterOptions.LINK,
                "1Gbit",
                CheckOptions.FAULT,
                "isolate 1 @ 1s for 1s, slow-link 1 to 10Mbit @ 4s for 1s, cut-connections 1 @ 6s"));
        assertThat(result.verification().clean()).isTrue();
        assertThat(result.totals().stored()).isEqualTo(result.totals().acknowledged());
        assertThat(result.faults()).hasSize(5).allSatisfy(fault -> assertThat(fault.error())
                .isNull());
        assertThat(result.faults().get(0).stoppedMillis()).isGreaterThan(500);
        assertThat(result.validity().limitedBy()).isNotEqualTo("network");
    }
}
